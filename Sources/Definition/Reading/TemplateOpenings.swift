import Diagnostics

/// Where every `${` of a scalar stands in the file.
struct TemplateOpenings {
    private let range: SourceRange
    private let offsets: [Int]

    /// Looks through the scalar once.
    init(of node: YAMLNode, in file: SourceFile) {
        let range = node.range.clamped(to: file.bytes.count)
        self.range = range
        offsets = file.bytes.withUnsafeBufferPointer { bytes in
            (range.start..<max(range.start, range.end - 1)).filter {
                bytes[$0] == UInt8(ascii: "$") && bytes[$0 + 1] == UInt8(ascii: "{")
            }
        }
    }

    /// The place of a `${` and what follows it: the same one in the file as in the text, unless escapes made a
    /// difference; the whole scalar when it isn't there.
    func place(_ occurrence: Int, _ length: Int) -> SourceRange {
        guard occurrence < offsets.count else { return range }
        let start = offsets[occurrence]
        return range.with(start: start, end: min(start + length, range.end))
    }
}
