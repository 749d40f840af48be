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
        ("<font color=red size=2>", "<font color=red size=2>"),
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

    @Test(arguments: [
        "<p class=a ", "<p class='a ", "<p class=", "</p ", "</p a='", "<a title='never closed", "<font size=2 ",
    ])
    func aTagThatNeverEndsIsNothing(_ tag: String) { #expect(skim("<b>x" + tag) == "<b>x") }

    /// Each takes hundreds of bytes in the parser.
    @Test(arguments: ["<font", "<body", "<p"]) func soManyAttributesAreLeftToTheParser(_ tag: String) {
        let attribute = tag == "<font" ? " a" : tag == "<body" ? " id=a" : " id='&lt;'"
        let html = tag + String(repeating: attribute, count: 300_000) + ">"
        let markup = MarkupSkim.skim(Array(html.utf8)).markup
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
