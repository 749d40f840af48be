internal import StageKit

/// The characters that drawings are made of.
struct Glyphs {
    /// The border of a box.
    struct Border {
        let corners: (topLeft: Character, topRight: Character, bottomLeft: Character, bottomRight: Character)
        let level: Character
        let upright: Character
        /// Where a line leaves.
        let exit: Character
    }

    /// Where a line arrives at a box.
    let entry: Character
    /// The same for one of several lines that are merged.
    let mergedEntry: Character
    /// Lines by the sides of a cell that they touch: 1 above, 2 right, 4 below, 8 left.
    private let lines: [Character]
    private let border: @Sendable (StageShape) -> Border

    /// The border of a stage: rounded for a source, double for an aggregate, heavy for a sink.
    func border(of shape: StageShape) -> Border { border(shape) }

    /// The line that touches these sides.
    func line(_ sides: UInt8) -> Character { lines[Int(sides & 15)] }

    /// Box-drawing characters of Unicode.
    static let unicode = Glyphs(entry: "▼", mergedEntry: "▽", lines: Array(" │─╰││╭├─╯─┴╮┤┬┼")) { shape in
        switch shape {
        case .source: Border(corners: ("╭", "╮", "╰", "╯"), level: "─", upright: "│", exit: "┬")
        case .transform: Border(corners: ("┌", "┐", "└", "┘"), level: "─", upright: "│", exit: "┬")
        case .aggregate: Border(corners: ("╔", "╗", "╚", "╝"), level: "═", upright: "║", exit: "╤")
        case .sink: Border(corners: ("┏", "┓", "┗", "┛"), level: "━", upright: "┃", exit: "┯")
        }
    }

    /// ASCII, for terminals of other encodings.
    static let ascii = Glyphs(entry: "v", mergedEntry: "V", lines: Array(" |-+||++-+-+++++")) { shape in
        let corners: (Character, Character, Character, Character) =
            shape == .source || shape == .sink ? ("*", "*", "*", "*") : ("+", "+", "+", "+")
        return Border(corners: corners, level: shape == .aggregate ? "=" : "-", upright: "|", exit: "+")
    }
}
