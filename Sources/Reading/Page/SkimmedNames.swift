/// The names that mean something to ``MarkupSkim``, by their numbers.
struct SkimmedNames {
    let script = TagNames.number(of: "script"), style = TagNames.number(of: "style")
    let noscript = TagNames.number(of: "noscript"), iframe = TagNames.number(of: "iframe")
    let noembed = TagNames.number(of: "noembed"), noframes = TagNames.number(of: "noframes")
    let textarea = TagNames.number(of: "textarea"), xmp = TagNames.number(of: "xmp")
    let title = TagNames.number(of: "title"), pre = TagNames.number(of: "pre")
    let link = TagNames.number(of: "link"), meta = TagNames.number(of: "meta"), base = TagNames.number(of: "base")
    let source = TagNames.number(of: "source"), track = TagNames.number(of: "track")
    let param = TagNames.number(of: "param"), svg = TagNames.number(of: "svg")
    let select = TagNames.number(of: "select"), abbr = TagNames.number(of: "abbr")
    let html = TagNames.number(of: "html"), body = TagNames.number(of: "body")
    let font = TagNames.number(of: "font")
    let ol = TagNames.number(of: "ol"), li = TagNames.number(of: "li")
    let drawings = TagNames.drawings, choices = TagNames.choices
    /// What a flat page keeps.
    let flat = TagNames.flat
    /// What stands inside of lines.
    let inline = TagNames.inline
    /// What the parser copies.
    let formatting = TagNames.formatting
    /// Attributes.
    let encoding = Self.hash("encoding")
    let ofFont = [Self.hash("color"), Self.hash("face"), Self.hash("size")]

    /// The number of an attribute that tells the parser which element it has before it; nil for any other.
    @inline(__always)
    func decisive(_ hash: UInt32, of tag: UInt64) -> UInt8? {
        // `annotation-xml` is a name without a number.
        if tag == 0, hash == encoding { return 0 }
        guard tag == font else { return nil }
        return ofFont.firstIndex(of: hash).map { UInt8($0) + 1 }
    }

    private static func hash(_ name: String) -> UInt32 {
        name.utf8.reduce(AttributeNames.seed, AttributeNames.step)
    }
}
