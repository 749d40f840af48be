/// How a stage is run, beside what it does: none of it changes the result of a document that comes through.
public struct StagePolicies: Sendable, Equatable {
    /// How often a document is tried that a stage can't process.
    public var retry: RetryPolicy?
    /// How long one call of the stage may take.
    public var timeout: TimeSpan?
    /// How many documents a second, a minute or an hour it takes at most.
    public var rate: Rate?
    /// How many documents may fail before the run does.
    public var maximumFailures: FailureLimit?
    /// How many batches it works on at the same time, at most.
    public var jobs: Int?

    /// No policies.
    public init() {}

    /// Whether nothing is said.
    public var isEmpty: Bool { self == StagePolicies() }

    /// What is said, by its keys in a definition.
    public var entries: [(key: String, value: String)] {
        let values: [(key: String, value: String?)] = [
            ("retry", retry?.text), ("timeout", timeout?.optionText), ("rate", rate?.text),
            ("max-failures", maximumFailures?.text), ("jobs", jobs.map(String.init)),
        ]
        return values.compactMap { entry in entry.value.map { (entry.key, $0) } }
    }
}

/// How many documents a stage takes in a time, at most.
public struct Rate: Sendable, Hashable {
    /// Number of documents.
    public let documents: Int
    /// In which time.
    public let unit: Unit

    /// A time that documents are counted in.
    public enum Unit: String, Sendable, CaseIterable {
        /// A second.
        case second = "s"
        /// A minute.
        case minute = "min"
        /// An hour.
        case hour = "h"

        var nanoseconds: Int {
            switch self {
            case .second: 1_000_000_000
            case .minute: 60_000_000_000
            case .hour: 3_600_000_000_000
            }
        }
    }

    /// Reads a rate such as `10/s`, `600/min` or `1_000/h`; nil when the text is none, or not from 1 to a million.
    public init?(_ text: String) {
        let parts = text.filter { $0 != " " && $0 != "_" }.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let documents = Int(parts[0]), (1...1_000_000).contains(documents),
            let unit = Unit(rawValue: parts[1] == "m" ? "min" : String(parts[1]))
        else { return nil }
        self.documents = documents
        self.unit = unit
    }

    /// The time from one document to the next.
    package var interval: Duration { .nanoseconds(unit.nanoseconds / documents) }

    /// The rate as one would write it.
    public var text: String { "\(documents)/\(unit.rawValue)" }
}

/// How many documents a stage may fail to process before the run fails.
public enum FailureLimit: Sendable, Hashable {
    /// So many documents.
    case documents(Int)
    /// A share of those that it worked on, in per cent.
    case share(Double)

    /// Whether so many failures are too many.
    public func isExceeded(by failed: Int, of tried: Int) -> Bool {
        switch self {
        case .documents(let most): failed > most
        case .share(let percent): Double(failed) * 100 > percent * Double(tried)
        }
    }

    /// The limit as one would write it.
    public var text: String {
        switch self {
        case .documents(let most): "\(most)"
        case .share(let percent): "\(Int(exactly: percent).map(String.init) ?? percent.description)%"
        }
    }
}
