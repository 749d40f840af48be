package import StageKit

/// Is told what every stage takes and gives, batch by batch, while a run goes on.
package protocol RunObserver: Sendable {
    /// A stage has done something. Several workers call it at the same time, in any order.
    func observe(_ observation: Observation)
}

/// What one piece of work did at one stage.
package struct Observation: Sendable {
    /// The stage, as a place in the plan.
    package let stage: Int
    /// The batch's number; `Int.max` for what a stage gives at the end of the corpus.
    package let batch: Int
    /// The documents that came to the stage, those that its conditions leave out included; nil where none came.
    package let taken: (any BatchContent)?
    /// The documents that it gave or published; nil where it gave none here.
    package let given: (any BatchContent)?
    /// Counts, and what was left out or couldn't be processed.
    package let tally: Tally
}

/// The documents that an observed piece of work took and gave.
struct Traffic: Sendable {
    var taken: (any BatchContent)?
    var given: (any BatchContent)?
}
