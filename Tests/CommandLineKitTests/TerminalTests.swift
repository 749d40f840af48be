import Testing

@testable import CommandLineKit

@Suite struct TerminalTests {
    @Test(
        arguments: [
            (true, false, [:], true),
            (false, false, [:], false),
            (true, true, [:], false),
            (true, false, ["NO_COLOR": "1"], false),
            (true, false, ["NO_COLOR": ""], true),
            (true, false, ["TERM": "dumb"], false),
            (true, false, ["TERM": "xterm-256color"], true),
        ] as [(Bool, Bool, [String: String], Bool)])
    func coloursNeedATerminalAndNoObjection(
        isTerminal: Bool, isDisabled: Bool, environment: [String: String], expected: Bool
    ) {
        let decision = Terminal.usesColor(isTerminal: isTerminal, isDisabled: isDisabled) { environment[$0] }
        #expect(decision == expected)
    }

    @Test(
        arguments: [
            (132, "100", 132), (nil, "100", 100), (nil, nil, 80), (nil, "wide", 80), (nil, "-5", 80), (nil, "0", 80),
        ] as [(Int?, String?, Int)])
    func theWidthIsTheTerminalsOrTheShells(terminal: Int?, columns: String?, expected: Int) {
        #expect(Terminal.width(terminal: terminal) { $0 == "COLUMNS" ? columns : nil } == expected)
    }
}
