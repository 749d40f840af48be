/// A table that holds data, row by row; tables that only place things on a page aren't ones.
struct DataTable {
    /// What the table is called.
    let caption: String
    /// The rows, cells joined by ` | `; all have the same number of cells.
    let rows: [String]

    /// A table of longer cells, without header cells, is a layout.
    private static let longestPlainCell = 60
    private static let longestCell = 300
    private static let mostColumns = 40

    /// Reads a table; nil when it is a layout: one column or row, tables or long texts inside.
    init?(_ survey: PageSurvey, _ table: Int) {
        let tree = survey.tree
        var title = ""
        var cells: [[String]] = []
        var hasHeader = false
        var index = table + 1
        while index < Int(tree.nodes[table].end) {
            let node = tree.nodes[index]
            if survey.isPruned[index] {
                index = Int(node.end)
                continue
            }
            switch node.tag {
            case .table, .form: return nil
            case .caption:
                guard let text = tree.innerText(of: index, limit: Self.longestCell) else { return nil }
                title = text
                index = Int(node.end)
                continue
            case .tr: cells.append([])
            case .td, .th:
                guard !cells.isEmpty, !Self.holdsBlocks(tree, index),
                    let text = tree.innerText(of: index, limit: Self.longestCell)
                else { return nil }
                if node.tag == .th { hasHeader = true }
                cells[cells.count - 1].append(text)
                // A cell over several columns leaves the others empty.
                let span = tree.attribute(.colspan, of: index).flatMap { Int($0) } ?? 1
                for _ in 1..<max(1, min(span, Self.mostColumns)) { cells[cells.count - 1].append("") }
                index = Int(node.end)
                continue
            default: break
            }
            index += 1
        }
        cells.removeAll { $0.allSatisfy(\.isEmpty) }
        let columns = cells.map(\.count).max() ?? 0
        let lengths = cells.joined().map(\.utf8.count)
        let total = lengths.reduce(0, +)
        let isLong = total > lengths.count * Self.longestPlainCell && !hasHeader
        guard cells.count > 1, columns > 1, columns <= Self.mostColumns, !isLong else { return nil }
        caption = title
        rows = cells.map { row in
            let padded = row + Array(repeating: "", count: columns - row.count)
            return TextCleaner.clean(padded.joined(separator: " | "))
        }
    }

    /// Whether a cell holds more than a line: several paragraphs, a list, a heading, another table.
    private static func holdsBlocks(_ tree: HTMLTree, _ cell: Int) -> Bool {
        var paragraphs = 0
        for index in (cell + 1)..<max(cell + 1, Int(tree.nodes[cell].end)) {
            let tag = tree.nodes[index].tag
            if tag == .p || tag == .div { paragraphs += 1 }
            if paragraphs > 2 || tag == .ul || tag == .ol || tag == .table || HTMLTag.headings.contains(tag) {
                return true
            }
        }
        return false
    }
}
