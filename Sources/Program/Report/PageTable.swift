internal import Diagnostics

/// A table of a page; what is in it is escaped.
struct PageTable {
    /// A column, with its heading.
    enum Column {
        /// Prose, paths: broken where it must be.
        case text(String)
        /// Names and codes that are one word: never broken.
        case word(String)
        /// To the right.
        case number(String)

        fileprivate var title: String {
            switch self {
            case .text(let title), .word(let title), .number(let title): title
            }
        }

        /// The attribute that names its class.
        fileprivate var style: String {
            switch self {
            case .text: ""
            case .word: " class=\"word\""
            case .number: " class=\"number\""
            }
        }
    }

    private let columns: [Column]
    private var rows: [String] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row of as many cells as there are columns; the first one names it.
    mutating func add(_ cells: [String], id: String? = nil) {
        let texts = zip(columns, cells).enumerated().map { place, pair in
            let text = Markup.escaped(pair.1)
            return place == 0
                ? "<th scope=\"row\"\(pair.0.style)>\(text)</th>" : "<td\(pair.0.style)>\(text)</td>"
        }
        rows.append("<tr\(id.map { " id=\"\($0)\"" } ?? "")>\(texts.joined())</tr>")
    }

    /// The table.
    var text: String {
        let headings = columns.map { "<th scope=\"col\"\($0.style)>\($0.title)</th>" }
        return "<div class=\"wide\"><table>\n<thead><tr>\(headings.joined())</tr></thead>\n"
            + "<tbody>\(rows.joined(separator: "\n"))</tbody>\n</table></div>"
    }
}
