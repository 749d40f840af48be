import Testing

@testable import Reading

/// A parser that has read one page reads the next as a new one would.
@Suite struct MarkupParsersTests {
    private static let pages = [
        "<p>Good evening", "", "<table><tr><td>a<table><td>b", "<b><p>bold <i>and</b> more",
        "<plaintext>no </end>", "<template><td>x",
        "<!doctype html><title>t</title><svg><p>out", "<frameset><frame>", "<select><option>a<option>b",
        "<p class=a id=b>named</p><made-up>element</made-up>", "text &amp; &notanentity; &#x80;", "<script>'</script>",
        String(repeating: "<div>", count: 3000) + "deep", "\u{FEFF}<html lang=de><body hidden>",
    ]

    private static func outline(_ page: String, _ parsers: MarkupParsers) -> [String] {
        let tree = HTMLTree(Array(page.utf8), parsers: parsers)
        return tree.nodes.indices.map { index in
            let node = tree.nodes[index]
            let text = node.tag == .text ? String(decoding: tree.text(of: index), as: UTF8.self) : ""
            return "\(node.tag.number) \(node.parent) \(node.end) \(tree.attribute(.class, of: index) ?? "") \(text)"
        }
    }

    @Test func whatWasReadBeforeLeavesNoTrace() {
        let shared = MarkupParsers()
        for page in Self.pages + Self.pages.reversed() {
            #expect(Self.outline(page, shared) == Self.outline(page, MarkupParsers()), "\(page.prefix(60))")
        }
    }

    @Test func whatWasGivenUpLeavesNoTrace() {
        let hostile = String(repeating: "<div>", count: 20_000)
        let shared = MarkupParsers()
        _ = HTMLTree(Array(hostile.utf8), parsers: shared)
        #expect(Self.outline("<p>Good evening", shared) == Self.outline("<p>Good evening", MarkupParsers()))
    }
}
