/// Where a heading or an item of a list stands in the structure of its document.
public struct BlockOutline: Hashable, Sendable {
    /// Of a heading, the level from 1 to 6; of an item, how many lists it is in. 0 where it isn't known.
    public let level: UInt8
    /// The number of an item of an ordered list, the same for all blocks of the item; nil for other items.
    public let number: Int32?

    /// Nothing is known.
    public static let unknown = BlockOutline()

    /// Makes an outline.
    public init(level: Int = 0, number: Int? = nil) {
        self.level = UInt8(clamping: level)
        self.number = number.map(Int32.init(clamping:))
    }
}

/// A block of a body that isn't placed in an article's text yet.
public struct TextBlock: Hashable, Sendable {
    /// What it is.
    public var kind: BlockKind
    /// Its clean text.
    public var text: String
    /// Where it stands in the document's structure.
    public var outline: BlockOutline

    /// Makes a block.
    public init(_ kind: BlockKind, _ text: String, _ outline: BlockOutline = .unknown) {
        self.kind = kind
        self.text = text
        self.outline = outline
    }
}
