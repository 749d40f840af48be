import Documents
import Testing

@testable import Reading

/// Levels of headings, and where items stand in lists.
@Suite struct OutlineTests {
    private func outlines(_ html: String) throws -> [String] {
        var draft = ArticleDraft()
        try PageReader.readFragment(Array(html.utf8), into: &draft)
        return draft.blocks.map { "\($0.text) \($0.outline.level)\($0.outline.number.map { " #\($0)" } ?? "")" }
    }

    @Test func headingsHaveTheirLevels() throws {
        #expect(try outlines("<h2>A</h2><p>b</p><h3>C</h3><h6>D</h6>") == ["A 2", "b 0", "C 3", "D 6"])
    }

    @Test func itemsAreCounted() throws {
        #expect(try outlines("<ol><li>a<li>b</ol><ul><li>c</ul>") == ["a 1 #1", "b 1 #2", "c 1"])
        #expect(try outlines("<ol start=5><li>a<li value='9'>b<li>c</ol>") == ["a 1 #5", "b 1 #9", "c 1 #10"])
        #expect(try outlines("<ol start=x><li>a</ol><ol><li>b</ol>") == ["a 1 #1", "b 1 #1"])
        #expect(try outlines("<dl><dt>a<dd>b</dl><li>c") == ["a 1", "b 1", "c 1"])
    }

    @Test func listsStandInLists() throws {
        #expect(
            try outlines("<ol><li>a<ul><li>b<ol><li>c</ol></ul><li><p>d</p><p>e</p></ol><p>f</p>")
                == ["a 1 #1", "b 2", "c 3 #1", "d 1 #2", "e 1 #2", "f 0"])
    }

    @Test func aPageKeepsThem() throws {
        let story = String(
            repeating: "<p>The harbour bridge will close on Monday, and ferries will take its place until spring.</p>",
            count: 6)
        let article = try page(
            "<title>Bridge</title><article><h1>Bridge</h1>\(story)<h3>Why</h3>\(story)<ol start=2>"
                + "<li>The old bridge has rust in all of its beams.<li>Nobody paints it any more.</ol>\(story)</article>"
        )
        let outlines = article.blocks.filter { $0.outline != .unknown }.map(\.outline)
        #expect(
            outlines == [
                BlockOutline(level: 3), BlockOutline(level: 1, number: 2), BlockOutline(level: 1, number: 3),
            ])
    }

    @Test func markdownKeepsThem() throws {
        let text = "# T\n\nOne.\n\n### Why\n\n4. a\n   - b\n5. c\n\n   d\n\n- e\n"
        let draft = try MarkdownReader.read(Array(text.utf8))
        #expect(
            draft.blocks.map(\.outline) == [
                .unknown, BlockOutline(level: 3), BlockOutline(level: 1, number: 4), BlockOutline(level: 2),
                BlockOutline(level: 1, number: 5), BlockOutline(level: 1, number: 5), BlockOutline(level: 1),
            ])
    }

    @Test func stylesTellLevels() {
        #expect(OfficeDraft.level(ofStyle: "heading 3") == 3)
        #expect(OfficeDraft.level(ofStyle: "Heading1") == 1)
        #expect(OfficeDraft.level(ofStyle: "Heading") == nil)
        #expect(OfficeDraft.level(ofStyle: "Quote 2") == nil)
    }
}
