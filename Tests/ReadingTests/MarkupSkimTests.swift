import TestRandom
import Testing

@testable import Reading

@Suite struct MarkupSkimTests {
    private func skim(_ html: String) -> String { Self.text(MarkupSkim.skim(Array(html.utf8)), of: html) }

    /// What was skimmed as if the parser saw all that is read: texts instead of their signs, attributes in their tags.
    private static func text(_ skimmed: SkimmedPage, of html: String) -> String {
        let page = Array(html.utf8)
        func text(_ lower: Int32, _ upper: Int32) -> String {
            String(decoding: page[Int(lower)..<Int(upper)], as: UTF8.self)
        }
        var out: [UInt8] = []
        var next = 0
        var index = 0
        var waiting = ""
        while index < skimmed.markup.count {
            let attributes = skimmed.attributes(ofElementAt: index, next: &next)
            if !attributes.isEmpty {
                waiting = skimmed.attributes[attributes].map { " \($0.name)=\(text($0.lower, $0.upper))" }.joined()
            }
            if skimmed.markup[index] == UInt8(ascii: ">") {
                out += waiting.utf8
                waiting = ""
            }
            if skimmed.markup[index] == TextSign.mark {
                let number = skimmed.markup.withUnsafeBufferPointer { TextSign.number($0, after: index) }
                out += text(skimmed.texts[number].lower, skimmed.texts[number].upper).utf8
                index += TextSign.length
            } else {
                out.append(skimmed.markup[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// No more is written than was read: a tag that is never closed, attributes without a space between them. Debug builds
    /// end where it is more than there is room for.
    @Test func thereIsRoomForWhatIsWritten() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        let pieces = [
            "ab", "abcdef", " ", "<p", "<p>", "<q>", "</p", "</p>", "<font", " a", "a='b'", "color=\"c\"", "id='&'",
            "/", ">",
            "<",
            "<br/", "&amp;", "<html", "<!d", "<script", "</script>", "<title>", "\n", "<select>", "class=x",
        ]
        for round in 0..<5000 {
            let html = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            for skimmed in [MarkupSkim.skim(Array(html.utf8)), MarkupSkim.flatten(Array(html.utf8))] {
                #expect(skimmed.markup.count <= html.utf8.count, "seed \(seed), round \(round)")
            }
        }
        #expect(skim("ab<p") == "ab")
        #expect(skim("<html id='&'class='&'lang='&'>") == "<html id='&'class='&'lang='&'>")
    }

    @Test(arguments: [
        ("<p>a<!-- <p> -->b", "<p>ab"), ("a<!-->b", "ab"), ("a<!--->b", "ab"), ("a<!-- x --!>b", "ab"),
        ("<style>p > a {}</style>x", "x"), ("<SCRIPT>if (a<b) '</p>'</Script >x", "x"),
        ("<noscript><div></noscript>x", "x"), ("<textarea><!-- text --></textarea>", "<textarea></textarea>"),
        ("<? x ?>a</3>b</>c", "abc"), ("<iframe><p></iframe>x", "x"),
        ("<a href='/b' onclick=\"x('>')\" class=c>", "<a class=c>"), ("<link rel=icon href=/b>", ""),
        ("<link rel=Canonical HREF=/b>", "<link rel=Canonical href=/b>"), ("<p title=a id=b>", "<p id=b>"),
        ("<abbr title='a b'>", "<abbr title=a b>"), ("<img data-x=1/>", "<img>"), ("<br/>", "<br/>"),
        ("<p style='color: red'>", "<p>"), ("<p style='display: none'>", "<p style=display: none>"),
        ("<a rel=nofollow>", "<a>"), ("<a rel=author>", "<a rel=author>"),
        ("<a class=\"<!-- --\">x</a>", "<a class=<!-- -->x</a>"),
        ("<svg><path d='M'/><title>t</title></svg>x", "x"), ("<select><option>a<option>b</select>x", "x"),
        ("<p class='a&amp;b' id=c>", "<p class='a&amp;b' id=c>"),
        ("<font color=red size=2>", "<font color size>"),
        ("<font x=1 face=a color=b color=c>", "<font face color>"),
        ("<p id=a id=b class='&amp;' class=c>", "<p class='&amp;' id=a>"), ("a</!-->b-->", "ab-->"),
        (
            "<script type=application/ld+json>{\"a\":\"<!-- -->\"}</script>",
            "<script type=application/ld+json>{\"a\":\"<!-- -->\"}</script>"
        ),
    ]) func whatNobodyReadsGoes(_ html: String, _ skimmed: String) { #expect(skim(html) == skimmed) }

    @Test(arguments: [
        "a < b <3 </i> <!doctype html>", "<title><!-- text --></title>", "long text & more", "<svg><p>text</svg>",
        "<select><p>text</select>", "<body class=a><body id=b>",
        "<!-- never closed <p>", "<style>never closed",
        "<script><!-- <script> </script> --></script>x", "<plaintext><!-- text -->",
    ]) func allElseStays(_ html: String) { #expect(skim(html) == html) }

    /// A formatting element that is never closed is copied into each paragraph.
    @Test(arguments: ["b class", "font color", "a id", "code style", "b encoding"]) func noAttributeIsCopiedByTheParser(
        _ start: String
    ) {
        let value = String(repeating: "&amp; none ", count: 1000)
        let skimmed = MarkupSkim.skim(Array("<\(start)='\(value)'>".utf8))
        #expect(skimmed.markup.count <= start.utf8.count + 2)
    }

    /// What is written has room for as much as was read: nothing may be added that wasn't there.
    @Test(arguments: [
        "<p id=\"&\"class=\"&\"role=\"&\"itemprop=\"&\"property=\"&\"datetime=\"&\">", "<html id='&'class='&'lang='&'>",
    ]) func aTagNeverGrows(_ html: String) {
        #expect(skim(html) == html)
        #expect(MarkupSkim.flatten(Array(html.utf8)).markup.count <= html.utf8.count)
    }

    @Test func attributesStayApartWhateverIsTakenOutBetweenThem() {
        #expect(skim("<font size=1 x=\"2\"face=3>") == "<font size face>")
        #expect(skim("<p id=\"&\"x=\"2\"class='&'>") == "<p id=\"&\" class='&'>")
    }

    @Test(arguments: [
        "<p class=a ", "<p class='a ", "<p class=", "</p ", "</p a='", "<a title='never closed", "<font size=2 ",
    ])
    func aTagThatNeverEndsIsNothing(_ tag: String) { #expect(skim("<b>x" + tag) == "<b>x") }

    /// Each takes hundreds of bytes in the parser.
    @Test(arguments: ["<font size>", "<body id>", "<p id='&lt;'>"]) func soManyAttributesAreLeftToTheParser(
        _ tag: String
    ) {
        let markup = MarkupSkim.skim(Array(String(repeating: tag, count: 150_000).utf8)).markup
        #expect(markup.count { $0 == UInt8(ascii: " ") } == 100_000)
    }

    @Test func whatIsLeftToTheParserIsCounted() {
        let script = "<script><!--<script></script>--></script>"
        let skimmed = MarkupSkim.skim(Array((script + "<b><b><b>").utf8))
        #expect(skimmed.markup.count == script.utf8.count + 9 && skimmed.pieces >= 7)
        #expect(MarkupSkim.skim(Array("<noscript><b>x".utf8)).pieces == 3)
    }

    /// The parser keeps end tags of what was never open, so a page of them alone is read flat.
    @Test func endTagsAreCounted() {
        let skimmed = MarkupSkim.skim(Array("<p>a</p></p></x></B >".utf8))
        #expect(skimmed.pieces == 2 && skimmed.ends == 4)
    }

    @Test func theParserSeesNoTextAndNoAttribute() {
        let skimmed = MarkupSkim.skim(Array("<p class=story>The harbour bridge will close.</p>".utf8))
        #expect(skimmed.markup.count == "<p></p>".utf8.count + TextSign.length)
        #expect(skimmed.texts.count == 1 && skimmed.attributes.count == 1)
    }

    @Test(arguments: [
        ("<ul> <li>a</li>\n<li>b </ul>\n", "<ul><li>a</li><li>b </ul>"), ("<p>a</p> <b>b</b>", "<p>a</p><b>b</b>"),
        ("<i>a</i> <div>b", "<i>a</i><div>b"), ("<div><!-- c --> <p>", "<div><p>"), ("</DIV> <LI >", "</DIV><LI>"),
        ("<b>a</b>\n\t <i>b</i>", "<b>a</b>\n<i>b</i>"),
    ]) func whiteSpaceBetweenPiecesOfThePageGoes(_ html: String, _ skimmed: String) { #expect(skim(html) == skimmed) }

    @Test(arguments: [
        "<b>a</b> <i>b</i>", "<p>a </p>b", "<p> a</p>", "<td><code>a</code> <code>b</code></td>", "<main-x> <p-x> <b>",
        "<i></i><pre> <p>  </p> </pre>", "<span> </span>", "<p>a</p>&nbsp;<p>b",
    ]) func whiteSpaceInsideOfLinesStays(_ html: String) { #expect(skim(html) == html) }

    @Test func whiteSpaceAfterAWordStaysWhateverIsTakenOut() {
        #expect(skim("<p>a<!-- c --> <b>b</b></p>") == "<p>a <b>b</b></p>")
        #expect(skim("<p>a<script>c</script> <b>b</b></p>") == "<p>a <b>b</b></p>")
    }

    @Test func aFlatPageHasItsHeadAndItsParagraphs() {
        let html =
            "<title>T</title><meta name=a content=b><div><div class=x>One <b>line</b></div></div><h2>H</h2><li>Item<br>more"
        #expect(
            Self.text(MarkupSkim.flatten(Array(html.utf8)), of: html)
                == "<title>T</title><meta name=a content=b><p>One line<p><h2>H</h2><p>Item<br>more")
    }

    @Test func textInsideOfANoscriptThatIsNeverClosedProperlyIsFound() throws {
        let article = try page(
            "<body><noscript><div></noscript><p>The harbour bridge will close on Monday, the council said.</p>")
        #expect(article.text.hasPrefix("The harbour bridge"))
    }
}
