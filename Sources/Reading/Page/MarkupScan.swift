/// Finds in a page where comments, tags and the content of elements end, as the HTML standard's tokenizer does.
struct MarkupScan {
    private let source: UnsafeBufferPointer<UInt8>

    init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

    /// Where the comment that starts at a place ends; nil where it never does.
    func endOfComment(_ open: Int) -> Int? {
        // `<!-->` and `<!--->` are whole comments.
        var end = open + 4
        for length in [0, 1] where end + length < source.count && source[end + length] == UInt8(ascii: ">") {
            if length == 1, source[end] != UInt8(ascii: "-") { continue }
            return end + length + 1
        }
        while let dash = source.firstIndex(of: UInt8(ascii: "-"), from: end) {
            if holds("-->", at: dash) { return dash + 3 }
            if holds("--!>", at: dash) { return dash + 4 }
            end = dash + 1
        }
        return nil
    }

    /// Where a tag ends, from anywhere outside of its attributes' values on; nil where it never does.
    func endOfTag(from start: Int) -> Int? {
        var place = start
        while place < source.count {
            let byte = source[place]
            place += 1
            if byte == UInt8(ascii: ">") { return place }
            guard byte == UInt8(ascii: "=") else { continue }
            while place < source.count, TagNames.isSpace(source[place]) { place += 1 }
            guard place < source.count else { return nil }
            let quote = source[place]
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                guard let end = source.firstIndex(of: quote, from: place + 1) else { return nil }
                place = end + 1
            } else {
                while place < source.count, !TagNames.isSpace(source[place]), source[place] != UInt8(ascii: ">") {
                    place += 1
                }
            }
        }
        return nil
    }

    /// Where the end tag of an element with raw content starts.
    func endTag(_ name: StaticString, from start: Int) -> Int? {
        var from = start
        let length = name.utf8CodeUnitCount
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: from) {
            let after = open + 2 + length
            if after < source.count, source[open + 1] == UInt8(ascii: "/"), isNamed(name, (open + 2)..<after),
                TagNames.endsName(source[after])
            {
                return open
            }
            from = open + 1
        }
        return nil
    }

    /// Where the end tag of an element starts that holds nothing but texts, comments and some other elements; nil where
    /// there is anything else in it.
    func endOfElement(_ name: StaticString, from start: Int, of parts: TagNames) -> Int? {
        var place = start
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: place) {
            if holds("<!--", at: open) {
                guard let end = endOfComment(open) else { return nil }
                place = end
                continue
            }
            let isEnd = open + 1 < source.count && source[open + 1] == UInt8(ascii: "/")
            let tag = TagNames.read(source, at: open + (isEnd ? 2 : 1))
            if isEnd, tag.end < source.count, isNamed(name, (open + 2)..<tag.end) { return open }
            guard parts.contains(tag.number), let end = endOfTag(from: tag.end) else { return nil }
            place = end
        }
        return nil
    }

    /// Whether a script tag stands in a comment inside of a script: its end tag doesn't end the script then.
    func isEscapedTwice(_ range: Range<Int>) -> Bool {
        var from = range.lowerBound
        var isInComment = false
        while let open = source.firstIndex(of: UInt8(ascii: "<"), from: from), open < range.upperBound {
            if holds("<!--", at: open) { isInComment = true }
            if isInComment, open + 7 < source.count, isNamed("script", (open + 1)..<(open + 7)) { return true }
            from = open + 1
        }
        return false
    }

    func isBlank(_ range: Range<Int>) -> Bool {
        for place in range where !TagNames.isSpace(source[place]) { return false }
        return true
    }

    func holds(_ text: StaticString, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= source.count else { return false }
        for offset in 0..<count where source[place + offset] != text.utf8Start[offset] { return false }
        return true
    }

    func holds(_ text: StaticString, in range: Range<Int>) -> Bool {
        var place = range.lowerBound
        while place + text.utf8CodeUnitCount <= range.upperBound {
            if holds(text, at: place) { return true }
            place += 1
        }
        return false
    }

    /// Whether letters in any case are those of a name.
    func isNamed(_ name: StaticString, _ range: Range<Int>) -> Bool {
        guard range.count == name.utf8CodeUnitCount, range.upperBound <= source.count else { return false }
        for offset in 0..<range.count {
            let byte = source[range.lowerBound + offset]
            guard (byte &- 65 < 26 ? byte | 0x20 : byte) == name.utf8Start[offset] else { return false }
        }
        return true
    }
}
