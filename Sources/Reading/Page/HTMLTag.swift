/// The name of an element, or that it is text, as a number.
///
/// The numbers are those that MyHTML has for names, so that its trees are copied without looking one up; see
/// `HTMLTagNames` for libxml2's.
struct HTMLTag: Hashable, Sendable {
    let number: UInt16

    init(number: Int) { self.number = UInt16(truncatingIfNeeded: number) }

    static let text = HTMLTag(number: 1)
    static let comment = HTMLTag(number: 2)
    static let doctype = HTMLTag(number: 3)
    static let a = HTMLTag(number: 4)
    static let abbr = HTMLTag(number: 5)
    static let address = HTMLTag(number: 7)
    static let applet = HTMLTag(number: 9)
    static let article = HTMLTag(number: 11)
    static let aside = HTMLTag(number: 12)
    static let audio = HTMLTag(number: 13)
    static let base = HTMLTag(number: 15)
    static let blockquote = HTMLTag(number: 22)
    static let body = HTMLTag(number: 23)
    static let br = HTMLTag(number: 24)
    static let button = HTMLTag(number: 25)
    static let canvas = HTMLTag(number: 26)
    static let caption = HTMLTag(number: 27)
    static let center = HTMLTag(number: 28)
    static let datalist = HTMLTag(number: 35)
    static let dd = HTMLTag(number: 36)
    static let details = HTMLTag(number: 38)
    static let div = HTMLTag(number: 42)
    static let dl = HTMLTag(number: 43)
    static let dt = HTMLTag(number: 44)
    static let embed = HTMLTag(number: 46)
    static let figcaption = HTMLTag(number: 48)
    static let figure = HTMLTag(number: 49)
    static let footer = HTMLTag(number: 51)
    static let form = HTMLTag(number: 52)
    static let h1 = HTMLTag(number: 55)
    static let h2 = HTMLTag(number: 56)
    static let h3 = HTMLTag(number: 57)
    static let h4 = HTMLTag(number: 58)
    static let h5 = HTMLTag(number: 59)
    static let h6 = HTMLTag(number: 60)
    static let head = HTMLTag(number: 61)
    static let header = HTMLTag(number: 62)
    static let hr = HTMLTag(number: 64)
    static let html = HTMLTag(number: 65)
    static let iframe = HTMLTag(number: 67)
    static let img = HTMLTag(number: 69)
    static let input = HTMLTag(number: 70)
    static let li = HTMLTag(number: 77)
    static let link = HTMLTag(number: 78)
    static let main = HTMLTag(number: 80)
    static let map = HTMLTag(number: 81)
    static let math = HTMLTag(number: 218)
    static let meta = HTMLTag(number: 86)
    static let nav = HTMLTag(number: 89)
    static let noembed = HTMLTag(number: 91)
    static let noframes = HTMLTag(number: 92)
    static let noscript = HTMLTag(number: 93)
    static let object = HTMLTag(number: 94)
    static let ol = HTMLTag(number: 95)
    static let p = HTMLTag(number: 99)
    static let pre = HTMLTag(number: 102)
    static let script = HTMLTag(number: 112)
    static let section = HTMLTag(number: 113)
    static let select = HTMLTag(number: 114)
    static let span = HTMLTag(number: 117)
    static let style = HTMLTag(number: 120)
    static let svg = HTMLTag(number: 124)
    static let table = HTMLTag(number: 125)
    static let tbody = HTMLTag(number: 126)
    static let td = HTMLTag(number: 127)
    static let template = HTMLTag(number: 128)
    static let textarea = HTMLTag(number: 129)
    static let th = HTMLTag(number: 131)
    static let time = HTMLTag(number: 133)
    static let title = HTMLTag(number: 134)
    static let tr = HTMLTag(number: 135)
    static let ul = HTMLTag(number: 139)
    static let video = HTMLTag(number: 141)

    /// Elements whose content isn't the page's text.
    static let unread: HTMLTagSet = [
        .style, .noscript, .iframe, .svg, .template, .object, .embed, .video, .audio, .canvas, .select, .textarea,
        .button, .input, .map, .noembed, .noframes, .datalist, .math, .applet, .comment, .doctype,
    ]

    /// Elements that are a piece of a page rather than of a line.
    static let blocks: HTMLTagSet = [
        .address, .article, .aside, .blockquote, .body, .center, .dd, .details, .div, .dl, .dt, .figcaption, .figure,
        .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hr, .li, .main, .nav, .ol, .p, .pre, .section, .table,
        .tbody, .tr, .ul,
    ]

    /// Elements that words don't run across.
    static let breaks = blocks.union([.br, .td, .th])

    /// Blocks and cells of tables.
    static let pieces = blocks.union([.td, .th])

    /// Headings inside a text.
    static let headings: HTMLTagSet = [.h1, .h2, .h3, .h4, .h5, .h6]

    /// The level of a heading; 0 for other elements.
    static func level(of tag: HTMLTag) -> Int {
        ([h1, h2, h3, h4, h5, h6].firstIndex(of: tag) ?? -1) + 1
    }

    /// Blocks that hold text of their own.
    static let paragraphs: HTMLTagSet = [.p, .blockquote, .pre, .li, .dd]
}

/// A set of elements: a bit for each number of a known name, since every node of a page is asked for.
struct HTMLTagSet: ExpressibleByArrayLiteral, Sendable {
    private var bits = InlineArray<4, UInt64>(repeating: 0)

    init(_ tags: [HTMLTag]) {
        for tag in tags where tag.number < 256 { bits[Int(tag.number >> 6)] |= 1 << UInt64(tag.number & 63) }
    }

    init(arrayLiteral tags: HTMLTag...) { self.init(tags) }

    /// This set and some more elements.
    func union(_ others: HTMLTagSet) -> HTMLTagSet {
        var union = self
        for index in 0..<4 { union.bits[index] |= others.bits[index] }
        return union
    }

    @inline(__always)
    func contains(_ tag: HTMLTag) -> Bool {
        tag.number < 256 && bits[Int(tag.number >> 6)] >> UInt64(tag.number & 63) & 1 == 1
    }
}
