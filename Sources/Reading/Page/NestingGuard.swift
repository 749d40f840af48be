/// Counts how deeply a page's tags are nested without building anything.
///
/// The standard's algorithm looks through the open elements at many tags, so a page of unclosed elements takes it
/// quadratic time. Elements that close by themselves (`p`, `li`, `br`…) don't count.
enum NestingGuard {
    private static let selfClosing: Set<String> = [
        "p", "li", "br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr",
        "param", "td", "tr", "th", "tbody", "thead", "tfoot", "dd", "dt", "option", "optgroup", "colgroup", "rp", "rt",
        "image", "frame", "keygen",
    ]

    /// The largest number of elements opened and not closed at one place.
    static func depth(of html: [UInt8]) -> Int {
        // No page with fewer tags than the limit can reach it.
        guard html.count > HTMLTree.maximumDepth * 3 else { return 0 }
        var depth = 0
        var deepest = 0
        html.withUnsafeBufferPointer { buffer in
            var index = 0
            while index + 1 < buffer.count {
                guard buffer[index] == UInt8(ascii: "<") else {
                    index += 1
                    continue
                }
                let next = buffer[index + 1]
                if next == UInt8(ascii: "/") {
                    if depth > 0, !isSelfClosing(buffer, index + 2) { depth -= 1 }
                } else if isLetter(next), !isSelfClosing(buffer, index + 1) {
                    depth += 1
                    deepest = max(deepest, depth)
                }
                index += 2
            }
        }
        return deepest
    }

    private static func isSelfClosing(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        var end = start
        while end < buffer.count, end - start < 9, isLetter(buffer[end]) { end += 1 }
        let name = String(decoding: buffer[start..<end], as: UTF8.self)
        return selfClosing.contains(name.utf8.allSatisfy { $0 > 96 } ? name : name.lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}
