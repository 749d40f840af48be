import Testing

@testable import Reading

/// What the parser makes of pages: the HTML standard's trees, and where libxml2, which one can build with, makes others.
@Suite struct PageParserTests {
    static let isStandard = !MarkupParser.name.hasPrefix("libxml2")

    private static let named: [(String, HTMLTag)] = [
        ("a", .a), ("article", .article), ("aside", .aside), ("blockquote", .blockquote), ("br", .br),
        ("button", .button), ("div", .div), ("figure", .figure), ("footer", .footer), ("h1", .h1), ("h6", .h6),
        ("img", .img), ("li", .li), ("main", .main), ("math", .math), ("nav", .nav), ("object", .object), ("p", .p),
        ("pre", .pre), ("section", .section), ("span", .span), ("svg", .svg), ("table", .table), ("tbody", .tbody),
        ("td", .td), ("template", .template), ("time", .time), ("tr", .tr), ("ul", .ul), ("video", .video),
    ]

    @Test(arguments: named.indices) func elementsHaveTheirNumbers(_ index: Int) throws {
        let (name, tag) = Self.named[index]
        let around = ["td": "<table><tr>", "tr": "<table>", "tbody": "<table>"][name] ?? ""
        let tree = HTMLTree(Array("<body>\(around)<\(name)>".utf8))
        #expect(tree.first(tag) != nil)
        #expect(tree.first(.body) != nil)
    }

    /// A page's body as its elements' names, one in the other, and its texts.
    private static func outline(_ html: String) -> String {
        let tree = HTMLTree(Array(html.utf8))
        let names = Dictionary(named.map { ($1, $0) }) { first, _ in first }
        func outline(_ index: Int) -> String {
            let node = tree.nodes[index]
            guard node.tag != .text else { return String(decoding: tree.text(of: index), as: UTF8.self) }
            var (inside, child) = ("", index + 1)
            while child < Int(node.end) {
                inside += outline(child)
                child = Int(tree.nodes[child].end)
            }
            return "\(names[node.tag] ?? "x")(\(inside))"
        }
        return tree.first(.body).map { String(outline($0).dropFirst(2).dropLast()) } ?? ""
    }

    @Test(arguments: [
        ("<p>One<p>two", "p(One)p(two)"), ("<ul><li>One<li>two</ul>", "ul(li(One)li(two))"),
        ("<div><p>One</div>after", "div(p(One))after"), ("<p>One<br>two", "p(Onebr()two)"),
        ("<article><p>One</article><nav><a>x</a></nav>", "article(p(One))nav(a(x))"),
        ("<p>One &amp; two &mdash; three &#146;s", "p(One & two — three ’s)"),
        ("<p>One<h1>Two</h1>three", "p(One)h1(Two)three"),
        ("<p>One <span>two</span> three</p>", "p(One span(two) three)"),
        ("<p>One\u{7F}\u{7F}???? two</p>", "p(One???? two)"), ("<p>a < b, a<3</p>", "p(a < b, a<3)"),
    ]) func pagesPeopleReadHaveOneTree(_ html: String, _ tree: String) {
        let read = Self.outline("<!doctype html><title>t</title><body>\(html)")
        // The standard leaves DEL where it is, and cleaning the text takes it away.
        #expect(String(read.filter { $0 != "\u{7F}" }) == tree)
    }

    /// Where the parsers differ, and why; `docs/pages.md` tells it in words.
    @Test(arguments: [
        // libxml2 knows the elements of HTML 4: others don't end a paragraph, nor are they empty.
        ("<p>One<section>two</section>", "p(One)section(two)", "p(Onesection(two))"),
        // It adds no `tbody`,
        ("<table><tr><td>One</table>", "table(tbody(tr(td(One))))", "table(tr(td(One)))"),
        // leaves what stands in a table but in no cell where it is,
        ("<table><div>One</div><tr><td>two</table>", "div(One)table(tbody(tr(td(two))))", "table(div(One)tr(td(two)))"),
        // opens no formatting element again after a block,
        ("<span><a><p>One</a>two</p></span>", "span(a()p(a(One)two))", "span(a(p(One))two)"),
        // and knows the names of characters that HTML 4 has.
        ("<p>&lbrace;One&Eopf;</p>", "p({One𝔼)", "p(&lbrace;One&Eopf;)"),
    ]) func parsersDifferHere(_ html: String, _ standard: String, _ old: String) {
        #expect(Self.outline("<!doctype html><title>t</title><body>\(html)") == (Self.isStandard ? standard : old))
    }

    /// Where a page opens no body, an element that libxml2 doesn't know stays in the head.
    @Test func theBodyStartsWithWhatIsKnown() {
        let outline = Self.outline("<title>t</title><nav>Home</nav><p>One")
        #expect(outline == (Self.isStandard ? "nav(Home)p(One)" : "p(One)"))
    }

    /// References make the sign of a text's place, which only stands for the text in the markup itself.
    @Test func noReferenceStandsForAText() {
        let forged = String(repeating: "&#127;???&amp;", count: 1000)
        let tree = HTMLTree(Array("<body><p>A text that stands once.<p>x\(forged)".utf8))
        let texts = tree.nodes.indices.filter { tree.nodes[$0].tag == .text }.map { tree.text(of: $0).count }
        #expect(texts.reduce(0, +) < 10_000)
    }
}
