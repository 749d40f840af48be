import Diagnostics
import Testing

@Suite struct DiagnosticsTests {
    private let file = SourceFile(path: "a.yaml", text: "one\r\ntwo\rthrée\n")

    @Test(arguments: [
        (0, 1, 1), (3, 1, 4), (5, 2, 1), (9, 3, 1), (14, 3, 5), (15, 3, 6), (16, 4, 1), (99, 4, 1), (-1, 1, 1),
    ])
    func positionsCountScalars(offset: Int, line: Int, column: Int) {
        let position = file.position(at: offset)
        #expect([position.line, position.column] == [line, column])
    }

    @Test func linesAreGivenWithoutTheirBreak() {
        let lines = (1...file.lineCount).map { number in
            let offsets = file.lineOffsets(number)
            return file.text(in: SourceRange(offsets.lowerBound, offsets.upperBound))
        }
        #expect(lines == ["one", "two", "thrée", ""])
    }

    @Test func theyAreSortedByPlaceAndKeptOnce() {
        func error(_ code: String, _ offset: Int?) -> Diagnostic {
            .error(code, code, at: offset.map { SourceLocation(file, SourceRange($0, $0)) })
        }
        var diagnostics = Diagnostics()
        for item in [error("b", 5), error("c", nil), error("a", 5), error("d", 1), error("b", 5)] {
            diagnostics.append(item)
        }
        #expect(diagnostics.sorted.map(\.code) == ["c", "d", "a", "b"])
        #expect(diagnostics.hasErrors)
    }

    @Test func warningsAreNoErrorsAndTheRestIsCounted() {
        var diagnostics = Diagnostics(limit: 2)
        for number in 0..<5 { diagnostics.append(.warning("w", "\(number)")) }
        #expect(!diagnostics.hasErrors)
        #expect(diagnostics.sorted.map(\.message) == ["0", "1", "3 more problems aren't shown"])
    }

    @Test func anErrorIsKeptInPlaceOfAWarning() {
        var diagnostics = Diagnostics(limit: 2)
        diagnostics.append(.warning("w", "first"))
        diagnostics.append(Diagnostic(.note, "n", "a note"))
        diagnostics.append(.error("e", "one"))
        #expect(diagnostics.sorted.map(\.message) == ["one", "first", "1 more problem isn't shown"])
        for message in ["two", "three"] { diagnostics.append(.error("e", message)) }
        #expect(diagnostics.sorted.map(\.message) == ["one", "two", "3 more problems aren't shown"])
        #expect(diagnostics.hasErrors)
    }

    @Test func whatWasLeftOutStaysCountedInOtherCollections() {
        var warnings = Diagnostics(limit: 2)
        for number in 0..<5 { warnings.append(.warning("w", "\(number)")) }
        var all = Diagnostics(limit: 2)
        all.append(.error("e", "an error"))
        all.append(contentsOf: warnings)
        #expect(all.omitted == 4)
        #expect(all.sorted.map(\.message) == ["an error", "0", "4 more problems aren't shown"])
        let strict = warnings.mapped { $0.with(.error) }
        #expect(strict.hasErrors && strict.omitted == 3)
    }

    @Test(arguments: [
        ["form", "from", "uses", "from"],
        ["sentenses", "sentences", "words", "sentences"],
        ["JOBS", "jobs", "jobs"],
        ["colour", "flavour", "color", "color"],
        // Swapped neighbours are one slip.
        ["wiht", "with", "white", "with"],
        // Ties: the same first letter, then the alphabet.
        ["bat", "cat", "bar", "bar"],
        ["at", "bat", "cat", "bat"],
        // Where nothing is close, what begins so.
        ["lang", "language", "language-confidence", "language"],
        ["la", "language", nil],
        ["x", "y", nil],
        ["entirely", "different", nil],
        ["", "a", nil],
    ])
    func suggestionsAreCloseOrNone(case row: [String?]) throws {
        let texts = row.dropLast().compactMap(\.self)
        let text = try #require(texts.first)
        let expected = try #require(row.last)
        #expect(Suggestion.closest(to: text, among: texts.dropFirst()) == expected)
        #expect(Suggestion.closest(to: text, among: texts.dropFirst().reversed()) == expected)
    }
}
