internal import CMyHTML

/// The name of an element, or that it is text: the parser's number for it.
struct HTMLTag: Hashable, Sendable {
    let number: UInt16

    init(_ tag: myhtml_tags) { number = UInt16(truncatingIfNeeded: tag.rawValue) }

    init(number: Int) { self.number = UInt16(truncatingIfNeeded: number) }

    static let text = HTMLTag(MyHTML_TAG__TEXT)
    static let a = HTMLTag(MyHTML_TAG_A)
    static let abbr = HTMLTag(MyHTML_TAG_ABBR)
    static let address = HTMLTag(MyHTML_TAG_ADDRESS)
    static let article = HTMLTag(MyHTML_TAG_ARTICLE)
    static let aside = HTMLTag(MyHTML_TAG_ASIDE)
    static let base = HTMLTag(MyHTML_TAG_BASE)
    static let blockquote = HTMLTag(MyHTML_TAG_BLOCKQUOTE)
    static let body = HTMLTag(MyHTML_TAG_BODY)
    static let br = HTMLTag(MyHTML_TAG_BR)
    static let caption = HTMLTag(MyHTML_TAG_CAPTION)
    static let center = HTMLTag(MyHTML_TAG_CENTER)
    static let dd = HTMLTag(MyHTML_TAG_DD)
    static let details = HTMLTag(MyHTML_TAG_DETAILS)
    static let div = HTMLTag(MyHTML_TAG_DIV)
    static let dl = HTMLTag(MyHTML_TAG_DL)
    static let dt = HTMLTag(MyHTML_TAG_DT)
    static let figcaption = HTMLTag(MyHTML_TAG_FIGCAPTION)
    static let figure = HTMLTag(MyHTML_TAG_FIGURE)
    static let footer = HTMLTag(MyHTML_TAG_FOOTER)
    static let form = HTMLTag(MyHTML_TAG_FORM)
    static let h1 = HTMLTag(MyHTML_TAG_H1)
    static let h2 = HTMLTag(MyHTML_TAG_H2)
    static let h3 = HTMLTag(MyHTML_TAG_H3)
    static let h4 = HTMLTag(MyHTML_TAG_H4)
    static let h5 = HTMLTag(MyHTML_TAG_H5)
    static let h6 = HTMLTag(MyHTML_TAG_H6)
    static let head = HTMLTag(MyHTML_TAG_HEAD)
    static let header = HTMLTag(MyHTML_TAG_HEADER)
    static let hr = HTMLTag(MyHTML_TAG_HR)
    static let html = HTMLTag(MyHTML_TAG_HTML)
    static let img = HTMLTag(MyHTML_TAG_IMG)
    static let li = HTMLTag(MyHTML_TAG_LI)
    static let link = HTMLTag(MyHTML_TAG_LINK)
    static let main = HTMLTag(MyHTML_TAG_MAIN)
    static let meta = HTMLTag(MyHTML_TAG_META)
    static let nav = HTMLTag(MyHTML_TAG_NAV)
    static let ol = HTMLTag(MyHTML_TAG_OL)
    static let p = HTMLTag(MyHTML_TAG_P)
    static let pre = HTMLTag(MyHTML_TAG_PRE)
    static let script = HTMLTag(MyHTML_TAG_SCRIPT)
    static let section = HTMLTag(MyHTML_TAG_SECTION)
    static let span = HTMLTag(MyHTML_TAG_SPAN)
    static let table = HTMLTag(MyHTML_TAG_TABLE)
    static let tbody = HTMLTag(MyHTML_TAG_TBODY)
    static let td = HTMLTag(MyHTML_TAG_TD)
    static let th = HTMLTag(MyHTML_TAG_TH)
    static let time = HTMLTag(MyHTML_TAG_TIME)
    static let title = HTMLTag(MyHTML_TAG_TITLE)
    static let tr = HTMLTag(MyHTML_TAG_TR)
    static let ul = HTMLTag(MyHTML_TAG_UL)

    /// Elements whose content isn't the page's text.
    static let unread = HTMLTagSet(
        [
            MyHTML_TAG_STYLE, MyHTML_TAG_NOSCRIPT, MyHTML_TAG_IFRAME, MyHTML_TAG_SVG, MyHTML_TAG_TEMPLATE,
            MyHTML_TAG_OBJECT, MyHTML_TAG_EMBED, MyHTML_TAG_VIDEO, MyHTML_TAG_AUDIO, MyHTML_TAG_CANVAS,
            MyHTML_TAG_SELECT, MyHTML_TAG_TEXTAREA, MyHTML_TAG_BUTTON, MyHTML_TAG_INPUT, MyHTML_TAG_MAP,
            MyHTML_TAG_NOEMBED, MyHTML_TAG_NOFRAMES, MyHTML_TAG_DATALIST, MyHTML_TAG_MATH, MyHTML_TAG_APPLET,
            MyHTML_TAG__COMMENT, MyHTML_TAG__DOCTYPE,
        ].map { HTMLTag($0) })

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

/// A set of elements: a bit for each of the parser's numbers, since every node of a page is asked for.
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
