public import Diagnostics

/// A part of a definition with its place in the file.
///
/// Nothing is converted: a plain scalar is text until someone asks for a number or a truth value, so that `no` stays
/// `no` unless a truth value is wanted.
public struct YAMLNode: Sendable, Hashable {
    /// What a node holds.
    public enum Content: Sendable, Hashable {
        /// Nothing: an empty plain scalar, `~` or `null`.
        case null
        /// A text, a number or a truth value.
        case scalar(YAMLScalar)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values in the order of the file; no key twice.
        case mapping([YAMLPair])
        /// A scalar whose parameters could not be filled in, which was reported already.
        case unresolved
    }

    /// What it holds.
    public let content: Content
    /// Where it stands; for an alias the place of what it stands for.
    public let range: SourceRange
    /// Where the value comes from when it was written with `${…}`.
    public let origin: ValueOrigin?

    /// Makes a node.
    public init(_ content: Content, at range: SourceRange, origin: ValueOrigin? = nil) {
        self.content = content
        self.range = range
        self.origin = origin
    }

    /// The value of a key; nil when this isn't a mapping or has no such key.
    public subscript(key: String) -> YAMLNode? {
        pairs?.first { $0.key.value == key }?.value
    }

    /// The keys and values of a mapping.
    public var pairs: [YAMLPair]? {
        if case .mapping(let pairs) = content { pairs } else { nil }
    }

    /// The elements of a sequence.
    public var elements: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The scalar.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// Whether it holds nothing.
    public var isNull: Bool { content == .null }
}

/// A key of a mapping and its value.
public struct YAMLPair: Sendable, Hashable {
    /// The key; keys are text.
    public let key: Located<String>
    /// The value.
    public let value: YAMLNode

    /// Makes a pair.
    public init(key: Located<String>, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// Where a value comes from that was written with `${…}`.
public struct ValueOrigin: Sendable, Hashable {
    /// The value as the definition has it, for example `${output}/articles.db`.
    public let template: String
    /// The parameters it was made of, in order.
    public let parameters: [ParameterUse]
    /// Whether it holds something from the environment, which is never shown.
    public let isSecret: Bool
    /// The values from the environment in it, and what is shown in their place.
    package var secrets: [String: String] = [:]

    /// A parameter that a value was made of.
    public struct ParameterUse: Sendable, Hashable {
        /// The parameter's name.
        public let name: String
        /// Where its value stands in the file; nil when it was given from outside.
        public let value: SourceRange?
    }
}
