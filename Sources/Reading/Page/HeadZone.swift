/// The part of a page around its headline, where byline, date and standfirst stand.
struct HeadZone {
    /// A line of the page: what stands between two starts or ends of blocks.
    struct Line {
        /// The block's element.
        let element: Int
        let text: String
    }

    /// The nodes from a little before the headline to where the text is under way.
    let nodes: Range<Int>
    /// What isn't read: scripts, navigation and what is hidden.
    private let tree: HTMLTree

    /// The lines are asked for again and again.
    private final class Memory { var lines: [Line]? }
    private let memory = Memory()

    private static let bytesBefore = 300
    private static let bytesAfter = 900
    /// Of a longer line the beginning is read: what is looked for is short, or stands there.
    private static let longestLine = 1 << 16

    init(_ tree: HTMLTree, _ survey: PageSurvey, headline: Int?) {
        self.tree = tree
        let start = headline ?? survey.body
        let after = headline.map { Int(tree.nodes[$0].end) } ?? survey.body
        var lower = start
        var budget = Self.bytesBefore
        while headline != nil, lower > survey.body + 1, budget > 0 {
            lower -= 1
            budget -= survey.visibleLength(of: lower..<(lower + 1))
        }
        var upper = after
        budget = Self.bytesAfter
        let end = Self.end(tree, survey, around: start)
        while upper < end, budget > 0 {
            budget -= survey.visibleLength(of: upper..<(upper + 1))
            upper += 1
        }
        nodes = lower..<max(lower, upper)
    }

    /// Where the smallest element around the headline ends that holds most of the page's prose: what stands after a
    /// short article is about others.
    private static func end(_ tree: HTMLTree, _ survey: PageSurvey, around headline: Int) -> Int {
        var around = headline
        while around > survey.body, Int(survey.proseLength[around]) * 2 <= Int(survey.proseLength[survey.body]) {
            around = Int(tree.nodes[around].parent)
        }
        return around > survey.body ? Int(tree.nodes[around].end) : tree.nodes.count
    }

    /// The lines in order.
    func lines() -> [Line] {
        if let known = memory.lines { return known }
        let lines = lines(in: nodes)
        memory.lines = lines
        return lines
    }

    /// The lines of a part of the page in order.
    func lines(in nodes: Range<Int>) -> [Line] {
        var lines: [Line] = []
        var element = nodes.lowerBound
        var text: [UInt8] = []
        func finish() {
            let line = TextCleaner.clean(text, .joined)
            if !line.isEmpty { lines.append(Line(element: element, text: String(decoding: line, as: UTF8.self))) }
            text.removeAll(keepingCapacity: true)
        }
        var ends: [Int] = []
        for index in nodes {
            while let end = ends.last, end <= index {
                finish()
                ends.removeLast()
            }
            let tag = tree.nodes[index].tag
            if tag == .text {
                text += tree.text(of: index).prefix(Self.longestLine - text.count)
            } else if HTMLTag.blocks.contains(tag) || tag == .br {
                finish()
                element = index
                ends.append(Int(tree.nodes[index].end))
            } else if text.count < Self.longestLine {
                text.append(0x20)
            }
        }
        finish()
        return lines
    }
}
