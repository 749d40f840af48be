import Testing

@testable import Pictures

@Suite struct TextTests {
    @Test func linesAreCutAtSpacesAndLongWordsAnywhere() {
        #expect(TextWidth.wrap("when language: en, words: 3", width: 12) == ["when", "language:", "en, words: 3"])
        #expect(TextWidth.wrap("abcdefgh ij", width: 3) == ["abc", "def", "gh", "ij"])
        #expect(TextWidth.wrap("橋橋橋", width: 4) == ["橋橋", "橋"])
        #expect(TextWidth.wrap("", width: 4) == [])
    }

    /// A crossing is interrupted, a junction isn't.
    @Test func linesOfTwoStagesCrossAndOfOneJoin() {
        func drawn(_ owners: (Int, Int)) -> String {
            var canvas = Canvas(width: 5, height: 3, .unicode)
            canvas.draw(.init(x: 0...4, y: 1...1), of: owners.0)
            canvas.draw(.init(x: 2...2, y: 0...2), of: owners.1)
            return canvas.text(isColored: false)
        }
        #expect(drawn((1, 1)) == "  │\n──┼──\n  │\n")
        #expect(drawn((1, 2)) == "  │\n──│──\n  │\n")
    }

    @Test func lettersThatAreWideTakeTwoCells() {
        var canvas = Canvas(width: 6, height: 1, .unicode)
        canvas.write("橋|", 0, 0, color: nil)
        canvas.write("|", 5, 0, color: 31)
        #expect(canvas.text(isColored: false) == "橋|  |\n")
        #expect(canvas.text(isColored: true) == "橋|  \u{1B}[31m|\u{1B}[0m\n")
    }

    @Test func whatATerminalCantShowIsReplaced() {
        let ascii = TextStyle(isASCII: true)
        #expect(ascii.plain("→ Article é") == "-> Article ?")
        #expect(TextStyle().plain("→ é\u{1B}[31m") == "→ é␛[31m")
    }
}
