public import Diagnostics
public import StageKit

/// How a stage is run, as the definition has it.
public struct PolicyDefinition: Sendable {
    /// What is said and could be read.
    public internal(set) var values = StagePolicies()
    private var ranges: [String: SourceRange] = [:]

    init() {}

    /// Where the value of a key stands; nil when it isn't given or couldn't be read.
    public func range(of key: String) -> SourceRange? { ranges[key] }

    /// Takes a value in.
    mutating func set<Value>(
        _ policy: WritableKeyPath<StagePolicies, Value?>, _ key: String, _ value: Located<Value>?
    ) {
        guard let value else { return }
        values[keyPath: policy] = value.value
        ranges[key] = value.range
    }
}
