import Testing

@testable import Publish
@testable import Rendering

@Suite struct MarkdownTableTests {
    private func markdown(_ rows: [String]) -> String {
        var text = MarkdownText()
        text.block(.paragraph, "Before.")
        for row in rows { text.block(.tableRow, row) }
        text.block(.paragraph, "After.")
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func rowsAreATableWhoseFirstIsItsHead() {
        #expect(
            markdown(["Meeting | Rate", "May *2022* | 1.50%"]) == """
                Before.

                | Meeting | Rate |
                | --- | --- |
                | May \\*2022\\* | 1.50% |

                After.

                """)
    }

    @Test func cellsThatAreMissingAreEmptyAndNoneIsLost() {
        let text = markdown(["a | b", "c", "d | e | f"])
        #expect(text.contains("| c |  |\n"))
        #expect(text.contains("| d | e \\| f |\n"))
    }
}
