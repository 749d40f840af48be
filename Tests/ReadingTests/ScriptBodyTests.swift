import Documents
import Testing

@testable import Reading

/// Articles that stand in the data of a page's scripts only.
@Suite struct ScriptBodyTests {
    private let first = "The harbour bridge will close on Monday, and ferries will take its place until spring."
    private let second = "Nobody in the town was surprised, least of all the ferrymen, who had painted their boats."
    private var sentences: [String] {
        [first, second, first.replacing("Monday", with: "Friday"), second, first, second]
    }

    private func read(_ scripts: String) throws -> Article {
        try page("<title>Bridge closes</title><body><div id=app>Loading</div>\(scripts)</body>")
    }

    private func string(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    @Test func dataOfAPageHoldsItsArticle() throws {
        let html = sentences.map { "<p>\($0)</p>" }.joined()
        let json = "{\"props\":{\"story\":{\"headline\":\"Bridge closes\",\"body\":\(string(html))}}}"
        let article = try read("<script id=data type=application/json>\(json)</script>")
        #expect(article.blocks.count == 6)
        #expect(article.text.hasPrefix(first + "\n\n" + second))
        #expect(!article.text.contains("Loading"))
    }

    @Test func stateGivenToAVariableIsRead() throws {
        let paragraphs = sentences.map { "{\"type\":\"p\",\"text\":\(string($0))}" }.joined(separator: ",")
        let json = "{\"a\":[{\"title\":\"Bridge closes\",\"content\":[\(paragraphs)]}]}"
        #expect(try read("<script>window.x = \(json); run({a: 1});</script>").blocks.count == 6)
        #expect(try read("<script>window.x = JSON.parse(\(string(json)));</script>").blocks.count == 6)
    }

    @Test func linesOfAPlainTextAreParagraphs() throws {
        let json =
            "{\"title\":{\"rendered\":\"Bridge\"},\"content\":{\"rendered\":\(string(sentences.joined(separator: "\n")))}}"
        #expect(try read("<script type=application/json>\(json)</script>").text.hasPrefix(first + "\n\n" + second))
    }

    @Test func whatIsNoArticleIsLeft() throws {
        let long = sentences.joined(separator: " ")
        for json in [
            // No headline beside it, no prose, a name that means something else.
            "{\"body\":\(string(long))}",
            "{\"title\":\"a\",\"body\":\(string(String(repeating: "f(a);{b}; ", count: 80)))}",
            "{\"title\":\"a\",\"consent\":\(string(long))}", "{\"title\":\"a\",\"body\":\"Too short.\"}",
        ] {
            #expect(throws: Never.self) {
                let article = try read(
                    "<p>A line that is shown to readers.</p><script type=application/json>\(json)</script>")
                #expect(!article.text.contains("harbour bridge"))
            }
        }
    }

    @Test func textThatIsShownComesFirst() throws {
        let shown = String(
            repeating: "<p>The ferry leaves from the old quay at ten, and comes back at noon.</p>", count: 12)
        let json = "{\"title\":\"a\",\"body\":\(string(sentences.joined(separator: " ")))}"
        let article = try page(
            "<title>Ferry</title><article>\(shown)</article><script type=application/json>\(json)</script>")
        #expect(!article.text.contains("harbour bridge"))
    }

    @Test func hostileScriptsComeToAnEnd() throws {
        for script in [
            String(repeating: "{\"title\":\"a\",\"body\":", count: 20_000), String(repeating: "=(", count: 200_000),
            "x = {" + String(repeating: "\"a\":{", count: 50_000), "a=\"" + String(repeating: "={", count: 100_000),
        ] {
            #expect(try read("<p>A line of text.</p><script>\(script)</script>").text.contains("A line of text"))
        }
    }

    /// Linear time, which a page of a megabyte shows: each of its tags would be looked through to the page's end.
    @Test(.timeLimit(.minutes(20))) func scriptTagsThatNeverEndAreNoReasonToLookAgain() throws {
        let html = Array(String(repeating: "<script ", count: 1 << 17).utf8)
        #expect(ScriptBody(html) == nil)
    }
}
