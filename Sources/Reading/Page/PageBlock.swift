internal import Documents

/// A piece of text of a page, with where it stands.
struct PageBlock {
    var kind: BlockKind
    /// Clean text.
    var text: String
    /// From its first text to the one after its last.
    let nodes: Range<Int>
    /// The innermost element around it that is a piece of the page.
    let element: Int
    /// Bytes of the text that are links.
    let linkBytes: Int
    /// Bytes of the text that stand in elements inside the line, such as `em`, links included.
    let inlineBytes: Int
    /// Where it stands in the page's structure.
    var outline = BlockOutline.unknown

    var textBlock: TextBlock { TextBlock(kind, text, outline) }
}
