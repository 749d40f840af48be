import Diagnostics

/// A step of the parser.
struct YAMLEvent {
    enum Kind {
        case documentStart
        case end
        case alias(String)
        case scalar(YAMLScalar, NodeProperties)
        case sequenceStart(NodeProperties)
        case mappingStart(NodeProperties)
        case collectionEnd
        /// Of no interest.
        case other
    }

    let kind: Kind
    let range: SourceRange
}

/// What can stand before a node: `&anchor` and `!tag`.
struct NodeProperties {
    var anchor: String?
    var tag: String?
}

/// Why the parser can't go on, in its own words.
struct YAMLSyntaxError: Error {
    let problem: String
    let offset: Int
    let context: String?
    let contextOffset: Int?
}
