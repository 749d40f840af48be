import Testing

@testable import Reading

@Suite struct MarkupSkimTests {
    private func skim(_ html: String) -> String { String(decoding: MarkupSkim.skim(Array(html.utf8)), as: UTF8.self) }

    @Test(arguments: [
        ("<p>a<!-- <p> -->b", "<p>ab"), ("a<!-->b", "ab"), ("a<!--->b", "ab"), ("a<!-- x --!>b", "ab"),
        ("<style>p > a {}</style>x", "<style></style>x"), ("<SCRIPT>if (a<b) '</p>'</Script >x", "<SCRIPT></Script >x"),
        ("<noscript><div></noscript>x", "<noscript></noscript>x"),
        ("<a href='/b' onclick=\"x('>')\" class=c>", "<a href='/b'  class=c>"), ("<img data-x=1/>", "<img >"),
        (
            "<script type=application/ld+json>{\"a\":\"<!-- -->\"}</script>",
            "<script type=application/ld+json>{\"a\":\"<!-- -->\"}</script>"
        ),
    ]) func whatNobodyReadsGoes(_ html: String, _ skimmed: String) { #expect(skim(html) == skimmed) }

    @Test(arguments: [
        "a < b <3 </p> <? x ?> <!doctype html>", "<textarea><!-- text --></textarea>", "<title><!-- text --></title>",
        "<a title=\"<!-- -->\">x</a>", "<a title='never closed", "<!-- never closed <p>", "<style>never closed",
        "<script><!-- <script> </script> --></script>x", "<plaintext><!-- text -->",
    ]) func allElseStays(_ html: String) { #expect(skim(html) == html) }

    @Test func aFlatPageHasItsHeadAndItsParagraphs() {
        let html =
            "<title>T</title><meta name=a content=b><div><div class=x>One <b>line</b></div></div><h2>H</h2><li>Item<br>more"
        #expect(
            String(decoding: MarkupSkim.flatten(Array(html.utf8)), as: UTF8.self)
                == "<title>T</title><meta name=a content=b><p>One line<p><h2>H</h2><p>Item<br>more")
    }

    @Test func textInsideOfANoscriptThatIsNeverClosedProperlyIsFound() throws {
        let article = try page(
            "<body><noscript><div></noscript><p>The harbour bridge will close on Monday, the council said.</p>")
        #expect(article.text.hasPrefix("The harbour bridge"))
    }
}
