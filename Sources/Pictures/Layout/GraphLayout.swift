/// A graph laid out from top to bottom on a grid of cells: boxes in rows, right-angled lines between them. The same
/// drawing serves as text and as vector graphics.
struct GraphLayout {
    /// The box of a stage, its border included.
    struct Box: Equatable {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
    }

    /// A level or upright line between the middles of two cells.
    struct Line: Equatable {
        var x: ClosedRange<Int>
        var y: ClosedRange<Int>
    }

    /// All that goes down from a stage: one line with several ends.
    struct Net {
        let source: Int
        var lines: [Line] = []
        /// The stages that it leads to, and the cell of their upper border where it arrives.
        var ends: [(stage: Int, x: Int, y: Int)] = []
    }

    private(set) var boxes: [Box]
    private(set) var nets: [Net]
    private(set) var width = 0
    private(set) var height = 0

    /// Beyond so many stages and passing lines a drawing is of no use.
    static let limit = 20_000

    /// Lays out a graph; nil when it can't be done in `width` columns, or it is too great.
    /// - Parameters:
    ///   - sizes: The width and height of every box.
    ///   - inputs: For every stage those that it takes documents from, which come before it.
    init?(sizes: [(width: Int, height: Int)], inputs: [[Int]], width limit: Int? = nil) {
        let sizes = zip(sizes, inputs).map { (width: max($0.width, 2 * $1.count + 4), height: $0.height) }
        boxes = sizes.map { Box(x: 0, y: 0, width: $0.width, height: $0.height) }
        nets = sizes.indices.map { Net(source: $0) }
        let widths = sizes.map(\.width)
        guard let ranks = Ranks(widths: widths, inputs: inputs, limit: limit),
            let rows = Rows(ranks: ranks, inputs: inputs, limit: Self.limit)
        else { return nil }
        let columns = Columns(rows, limit: limit) { item in
            if case .stage(let stage) = item { widths[stage] } else { 1 }
        }
        for row in rows.items.indices { place(row, rows, columns) }
        self.width = boxes.map { $0.x + $0.width }.max() ?? 0
        for net in nets { for line in net.lines { self.width = max(self.width, line.x.upperBound + 1) } }
    }

    /// Places a row below what was placed, and draws the lines that lead to the next.
    private mutating func place(_ row: Int, _ rows: Rows, _ columns: Columns) {
        let top = height
        let items = rows.items[row]
        for (place, item) in items.enumerated() {
            guard case .stage(let stage) = item else { continue }
            boxes[stage].x = columns.left[row][place]
            boxes[stage].y = top
            height = max(height, top + boxes[stage].height)
        }
        // A row holds a stage, so it isn't empty.
        let bottom = height - 1
        for (place, item) in items.enumerated() {
            if case .line(let source) = item { down(source, columns.center(row, place), top, bottom) }
        }
        guard row + 1 < rows.items.count else { return }
        let gutter = Gutter(rows, above: row, columns) { place in
            let left = columns.left[row + 1][place]
            return switch rows.items[row + 1][place] {
            case .stage(let stage): left + 1...left + boxes[stage].width - 2
            case .line: max(0, left - 1)...left + 1
            }
        }
        height += max(1, gutter.tracks)
        for net in gutter.nets {
            let isStage = items.contains(.stage(net.source))
            let start = isStage ? boxes[net.source].y + boxes[net.source].height - 1 : bottom
            draw(net, from: start, track: bottom + 1 + (net.track ?? 0), to: height, rows.items[row + 1])
            for end in net.ends {
                guard case .line(let source) = rows.items[row + 1][end.place] else { continue }
                let column = columns.center(row + 1, end.place)
                if end.column != column { across(source, end.column, column, height) }
            }
        }
    }

    private mutating func draw(_ net: Gutter.Net, from start: Int, track: Int, to top: Int, _ below: [Rows.Item]) {
        down(net.source, net.stem, start, net.isStraight ? top : track)
        if !net.isStraight { across(net.source, net.columns.lowerBound, net.columns.upperBound, track) }
        for end in net.ends {
            if !net.isStraight { down(net.source, end.column, track, top) }
            if case .stage(let stage) = below[end.place] { nets[net.source].ends.append((stage, end.column, top)) }
        }
    }

    private mutating func down(_ source: Int, _ x: Int, _ start: Int, _ end: Int) {
        nets[source].lines.append(Line(x: x...x, y: start...end))
    }

    private mutating func across(_ source: Int, _ start: Int, _ end: Int, _ y: Int) {
        nets[source].lines.append(Line(x: min(start, end)...max(start, end), y: y...y))
    }
}
