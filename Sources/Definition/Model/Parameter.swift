public import Diagnostics

/// A value that a definition leaves open: from its default, or given from outside.
public struct Parameter: Sendable {
    /// The name, as in `${name}`.
    public let name: Located<String>
    /// What it can be.
    public let type: ParameterType
    /// What it is for.
    public let description: Located<String>?
    /// The values that it can have; nil when all are allowed.
    public let choices: [String]?
    /// The value when none is given; nil when one must be given.
    public let defaultValue: YAMLNode?
    /// The value; nil when there is none, which was reported.
    public let value: YAMLNode?
    /// Whether the value was given from outside.
    public let isOverridden: Bool
}

/// What a parameter can be.
public enum ParameterType: String, Sendable, Hashable, CaseIterable {
    /// A path of a file or folder.
    case path
    /// A text.
    case text
    /// A number.
    case number
    /// `true` or `false`.
    case flag
    /// Several texts or numbers.
    case list

    /// With an article, for messages.
    var phrase: String {
        switch self {
        case .path: "a path"
        case .text: "text"
        case .number: "a number"
        case .flag: "true or false"
        case .list: "a list"
        }
    }
}
