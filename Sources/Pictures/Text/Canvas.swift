internal import Diagnostics

/// Cells of a terminal to draw on.
struct Canvas {
    private struct Cell {
        /// What stands here; empty behind a character that takes two columns.
        var text = " "
        var color: Int?
        /// The sides that a line touches, and the stage that it comes from.
        var sides: UInt8 = 0
        var owner = -1
        var isCrossing = false
    }

    private var cells: [[Cell]]
    private let glyphs: Glyphs

    /// Empty cells.
    init(width: Int, height: Int, _ glyphs: Glyphs) {
        cells = Array(repeating: Array(repeating: Cell(), count: width), count: height)
        self.glyphs = glyphs
    }

    /// Draws a line of a stage. Lines of one stage join where they meet; of two that cross, the upright one passes over
    /// the level one, which is interrupted, so that nobody takes a crossing for a junction.
    mutating func draw(_ line: GraphLayout.Line, of owner: Int) {
        let isUpright = line.x.count == 1
        for y in line.y {
            for x in line.x {
                var sides: UInt8 = 0
                if isUpright {
                    if y > line.y.lowerBound { sides |= 1 }
                    if y < line.y.upperBound { sides |= 4 }
                } else {
                    if x < line.x.upperBound { sides |= 2 }
                    if x > line.x.lowerBound { sides |= 8 }
                }
                add(sides, of: owner, x, y)
            }
        }
    }

    private mutating func add(_ sides: UInt8, of owner: Int, _ x: Int, _ y: Int) {
        if cells[y][x].owner >= 0, cells[y][x].owner != owner { cells[y][x].isCrossing = true }
        cells[y][x].owner = owner
        cells[y][x].sides |= sides
        cells[y][x].text = String(glyphs.line(cells[y][x].isCrossing ? 5 : cells[y][x].sides))
    }

    /// Writes a text from a cell to the right.
    mutating func write(_ text: String, _ x: Int, _ y: Int, color: Int?) {
        var x = x
        for character in text where x < cells[y].count {
            let columns = DisplayText.columns(of: String(character))
            cells[y][x].text = String(character)
            cells[y][x].color = color
            for next in x + 1..<max(x + 1, min(x + columns, cells[y].count)) { cells[y][next].text = "" }
            x += max(1, columns)
        }
    }

    /// The lines, each ended by a newline, without spaces at their ends.
    func text(isColored: Bool) -> String {
        cells.map { row in
            var line = ""
            var color: Int?
            let end = row.lastIndex { $0.text != " " } ?? -1
            for cell in row[0..<end + 1] {
                if isColored, cell.color != color {
                    color = cell.color
                    line += "\u{1B}[\(color ?? 0)m"
                }
                line += cell.text
            }
            return line + (color == nil ? "" : "\u{1B}[0m") + "\n"
        }.joined()
    }
}
