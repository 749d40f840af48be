internal import StageKit

/// What a check asks of a stage type.
public enum StageCheck: String, Sendable, CaseIterable {
    /// It says what it is: name, summary, discussion, layers.
    case declaration
    /// Its options are documented and bounded.
    case options
    /// Its default configuration is valid, and a definition that writes it out gives the same.
    case defaults
    /// Its examples hold.
    case examples
    /// It reads no layer that it doesn't declare.
    case reading
    /// It adds the layers that it declares, and nothing else.
    case adding
    /// It gives as many documents as it declares, of the identity that it declares.
    case documents
    /// Its layers refer to the text that they are of, and read back as they were stored.
    case layers
    /// The same documents give the same result, again and again.
    case determinism
    /// The result doesn't depend on how the corpus is cut into batches, or in which order these come.
    case batches
    /// The result doesn't depend on how many threads call it.
    case concurrency
    /// A call ends when nobody waits for it any more.
    case cancellation
    /// Memory doesn't grow with the number of documents.
    case memory
    /// A source surveys what it reads.
    case survey
    /// A sink publishes what it declares, and leaves nothing behind when it is given up.
    case publication
}

/// Something that is wrong with a stage type, and the way out.
public struct StageFinding: Sendable, Hashable, CustomStringConvertible {
    /// What it was found by.
    public let check: StageCheck
    /// What is wrong.
    public let message: String
    /// What to do.
    public let help: String

    init(_ check: StageCheck, _ message: String, help: String) {
        self.check = check
        self.message = message
        self.help = help
    }

    /// `check: message; help`.
    public var description: String { "\(check.rawValue): \(message); \(help)" }
}

/// Collects findings.
struct Findings {
    private(set) var all: [StageFinding] = []

    mutating func add(_ check: StageCheck, _ message: String, help: String) {
        let finding = StageFinding(check, message, help: help)
        if !all.contains(finding) { all.append(finding) }
    }

    /// Adds one unless both are the same, naming the first line that differs.
    mutating func compare(
        _ check: StageCheck, _ expected: [String], _ found: [String], _ message: String, help: String
    ) {
        guard expected != found else { return }
        let place = zip(expected, found).prefix { $0 == $1 }.count
        let line = { (lines: [String]) in place < lines.count ? Self.shortened(lines[place]) : "nothing" }
        add(check, "\(message): '\(line(expected))' and '\(line(found))'", help: help)
    }

    /// Does what may end a run; nil when it does, which is a finding.
    mutating func attempt<Value>(_ check: StageCheck, _ what: String, _ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch let error as StageFault {
            add(.documents, "the stage \(error)", help: error.help)
        } catch let error as HarnessError {
            add(check, "\(what): \(error.message)", help: "give the check documents of its form: on: […]")
        } catch {
            add(
                check, "\(what) threw \(error)",
                help: "throw DocumentError(code, message) for a document that can't be processed")
        }
        return nil
    }

    private static func shortened(_ line: String) -> String { line.count > 240 ? line.prefix(240) + "…" : line }
}
