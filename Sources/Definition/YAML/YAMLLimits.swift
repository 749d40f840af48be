/// How great a definition may be; a file beyond is refused before it can cost much.
public struct YAMLLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var bytes: Int
    /// Nodes after all aliases are replaced by what they stand for.
    public var nodes: Int
    /// Lists and mappings inside each other, aliases replaced.
    public var depth: Int

    /// Makes limits.
    public init(bytes: Int = 1_000_000, nodes: Int = 100_000, depth: Int = 64) {
        self.bytes = bytes
        self.nodes = nodes
        self.depth = depth
    }

    /// One megabyte, 100,000 nodes, 64 levels.
    public static let standard = YAMLLimits()
}
