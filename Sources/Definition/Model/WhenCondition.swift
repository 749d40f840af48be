public import Diagnostics

/// One entry of a stage's `when`: a field and what it must be.
///
/// Values are kept as nodes: what they are is known once the type of the field is.
public struct WhenCondition: Sendable, Hashable {
    /// The field's name.
    public let field: Located<String>
    /// What it must be.
    public let test: Test

    /// What a field must be.
    public indirect enum Test: Sendable, Hashable {
        /// One of these scalars.
        case anyOf([YAMLNode])
        /// A number not below this.
        case atLeast(Double, from: YAMLNode)
        /// A number not above this.
        case atMost(Double, from: YAMLNode)
        /// A text with this in it.
        case contains(YAMLNode)
        /// Known, or unknown.
        case known(Bool, from: YAMLNode)
        /// Not this.
        case not(Test)
        /// All of these.
        case all([Test])
    }

    /// The condition as one would write it; values from the environment stay `${env:…}`.
    public var text: String { "\(field.value): \(test.text)" }
}

extension WhenCondition.Test {
    /// The test as one would write it.
    public var text: String {
        switch self {
        case .anyOf(let nodes) where nodes.count == 1: nodes[0].displayText
        case .anyOf(let nodes): "[" + nodes.map(\.displayText).joined(separator: ", ") + "]"
        case .all(let tests): "{" + tests.map(\.entry).joined(separator: ", ") + "}"
        default: "{\(entry)}"
        }
    }

    private var entry: String {
        switch self {
        case .atLeast(let number, let node): "at-least: \(node.shown(as: NumberText.short(number)))"
        case .atMost(let number, let node): "at-most: \(node.shown(as: NumberText.short(number)))"
        case .contains(let node): "contains: \(node.displayText)"
        case .known(let isKnown, let node): "known: \(node.shown(as: "\(isKnown)"))"
        case .not(let test): "not: \(test.text)"
        default: text
        }
    }
}

extension YAMLNode {
    /// A text of its value, unless that is from the environment.
    fileprivate func shown(as text: String) -> String { holdsSecret ? displayText : text }
}

extension NumberText {
    /// Without a fraction of zero.
    static func short(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? number.description }
}
