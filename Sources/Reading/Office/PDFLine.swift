/// A line of a page.
struct PDFLine {
    /// Where something stands on a page.
    struct Box {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double
    }

    var text: String
    /// Where it stands; nil when that isn't known.
    var box: Box?

    /// The height of its characters; none where a document turns them upside down.
    var height: Double { box.map { max(0, $0.bottom - $0.top) } ?? 0 }

    /// The lines of a page's text.
    /// - Parameter boxes: A box a character; where they are of another number, nothing is known of places.
    static func lines(of text: String, _ boxes: [Box]) -> [PDFLine] {
        let scalars = Array(text.unicodeScalars)
        let isPlaced = boxes.count == scalars.count
        var lines: [PDFLine] = []
        var start = 0
        while start < scalars.count {
            let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
            var line = String.UnicodeScalarView()
            line.append(contentsOf: scalars[start..<end])
            let cleaned = TextCleaner.clean(String(line))
            if !cleaned.isEmpty {
                lines.append(PDFLine(text: cleaned, box: isPlaced ? around(scalars, boxes, start..<end) : nil))
            }
            start = end + 1
        }
        return lines
    }

    /// What holds all characters that are seen.
    private static func around(_ scalars: [Unicode.Scalar], _ boxes: [Box], _ range: Range<Int>) -> Box? {
        var found: Box?
        for index in range where scalars[index] != " " {
            let box = boxes[index]
            guard box.left.isFinite, box.top.isFinite, box.right.isFinite, box.bottom.isFinite else { continue }
            found =
                found.map { all in
                    Box(
                        left: min(all.left, box.left), top: min(all.top, box.top), right: max(all.right, box.right),
                        bottom: max(all.bottom, box.bottom))
                } ?? box
        }
        return found
    }
}
