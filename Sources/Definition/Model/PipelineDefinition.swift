public import Diagnostics

/// What a definition says, its parameters filled in; nothing in it was looked up in a registry yet.
public struct PipelineDefinition: Sendable {
    /// The file that it was read from, and behind it those that it includes; ranges tell which they are of.
    public let files: [SourceFile]
    /// The pipeline's name.
    public let name: Located<String>
    /// What it is for.
    public let description: Located<String>?
    /// The parameters in order of declaration, with their values for this run.
    public let parameters: [Parameter]
    /// The folder for records of runs and for the quarantine.
    public let state: YAMLNode
    /// The stages in the order of the file, those of included definitions first, with the include's name before their
    /// ids: `front.read`. An edge may point up or down, but, unless it was reported, never in a circle
    /// or to a stage that isn't there.
    public let stages: [StageDefinition]
    /// Whether every stage of the file, and what it takes documents from, could be read; if not, what others do with
    /// their documents can't be known.
    public let isComplete: Bool
    /// The pipeline's own tests in the order of the file.
    public let tests: [TestCase]

    private let indices: [String: Int]

    init(
        files: [SourceFile], name: Located<String>, description: Located<String>?, parameters: [Parameter],
        state: YAMLNode, stages: [StageDefinition], isComplete: Bool, tests: [TestCase]
    ) {
        self.files = files
        self.name = name
        self.description = description
        self.parameters = parameters
        self.state = state
        self.stages = stages
        self.isComplete = isComplete
        self.tests = tests
        indices = Dictionary(stages.enumerated().map { ($1.id.value, $0) }) { first, _ in first }
    }

    /// The stage of an id.
    public subscript(id: String) -> StageDefinition? { indices[id].map { stages[$0] } }

    /// The file that it was read from.
    public var file: SourceFile { files[0] }

    /// A place in one of the files, for a diagnostic.
    public func location(_ range: SourceRange) -> SourceLocation { SourceLocation(files[range.file], range) }

    /// The path of the folder for records of runs and for the quarantine.
    public var statePath: String { state.scalar?.text ?? ".galley" }
}

/// A stage as the definition has it.
public struct StageDefinition: Sendable {
    /// The id.
    public let id: Located<String>
    /// The name of the stage type.
    public let uses: Located<String>
    /// The options, a mapping; nil when none are given.
    public let options: YAMLNode?
    /// The stages that it takes documents from, each once; empty for a stage that reads from outside.
    public let from: [Located<String>]
    /// Whether its `from` was reported, so that it can't be known which stages it takes documents from.
    public let hasUnreadInputs: Bool
    /// What must hold for a document to be taken: all of it.
    public let when: [WhenCondition]
    /// What happens to a document that it can't process; nil when the definition doesn't say.
    public let onError: Located<OnError>?
    /// How the documents of several stages meet; nil when the definition doesn't say.
    public let combine: Located<Combine>?
    /// How it is run.
    public let policies: PolicyDefinition

    /// What happens to a document that a stage can't process.
    public enum OnError: String, Sendable, Hashable, CaseIterable {
        /// The run fails.
        case fail
        /// It is kept whole with the reason.
        case quarantine
        /// It is left out.
        case skip
    }

    /// How the documents of several stages meet.
    public enum Combine: String, Sendable, Hashable, CaseIterable {
        /// The same documents, each once, with the layers of all.
        case join
        /// Different documents, all of them.
        case merge
    }
}
