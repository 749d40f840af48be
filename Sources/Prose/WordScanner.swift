public import Documents

/// Finds the words of a text in one pass over its UTF-8 bytes.
///
/// A word is a run of letters, digits and marks. Punctuation stands inside a word where text uses it so: `don't`,
/// `well-known`, `AT&T`, `U.S`, `example.org` and `1,300.5` are each one word; at the end it never belongs to it.
/// Scripts that don't put spaces between words (Han, kana, Thai and others) give one word a run: what builds on words
/// works for languages with spaces.
public struct WordScanner: Sendable {
    /// Whether punctuation inside a word belongs to it; else `well-known` is two words.
    public let keepsJoints: Bool

    /// Makes a scanner.
    public init(keepsJoints: Bool = true) { self.keepsJoints = keepsJoints }

    /// The words in a part of a text, in order.
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - range: The part to look at; what falls outside the text is left out.
    /// - Returns: Words with ranges in the whole text. Linear in the bytes of the part.
    public func words(in text: String, _ range: ByteRange) -> [Word] {
        var words: [Word] = []
        append(to: &words, text.utf8.span, range.range)
        return words
    }

    /// The words of a whole text, in order.
    public func words(in text: String) -> [Word] { words(in: text, ByteRange(0, text.utf8.count)) }

    /// Adds the words in a part of a text to those found before.
    func append(to words: inout [Word], _ bytes: Span<UInt8>, _ range: Range<Int>) {
        // Asked for once: asking again for every block would move the words every time.
        if words.isEmpty { words.reserveCapacity(range.count / 6) }
        forEachWord(bytes, range, isKeyed: true) { words.append($0) }
    }

    /// Calls with every word in a part of a text.
    /// - Parameter isKeyed: Whether the words' keys are wanted; known when compiling, so that counting doesn't pay for them.
    @inline(__always)
    func forEachWord(_ bytes: Span<UInt8>, _ range: Range<Int>, isKeyed: Bool, _ body: (Word) -> Void) {
        let range = range.clamped(to: 0..<bytes.count)
        var position = range.lowerBound
        var lastEnd = Int.min / 2
        while position < range.upperBound {
            if bytes[position] == 0x20 {
                position += 1
                continue
            }
            if let word = Self.plainWord(bytes, position, range.upperBound, after: lastEnd, isKeyed: isKeyed) {
                body(word)
                lastEnd = Int(word.range.upper)
                position = lastEnd
                continue
            }
            let (kind, size, _) = Self.classify(bytes, position, range.upperBound)
            guard kind.isWord else {
                position += size
                continue
            }
            let word = word(bytes, position..<range.upperBound, after: lastEnd, isKeyed: isKeyed)
            body(word)
            lastEnd = Int(word.range.upper)
            position = lastEnd
        }
    }

    /// The word at a position if it is letters of ASCII before a space or a mark that surely isn't part of it, as most are;
    /// they are looked at eight at a time.
    @inline(__always)
    private static func plainWord(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, after lastEnd: Int, isKeyed: Bool
    ) -> Word? {
        var key = KeyHash()
        var traits: Word.Traits = []
        var position = start
        while let eight = EightBytes(bytes, at: position, before: end) {
            let letters = ASCIILetters(eight)
            traits.formUnion(position == start ? letters.traits : letters.traits.intersection(.hasLowercase))
            position += letters.count
            if letters.count == 8 {
                if isKeyed { key.add(eight: letters.lowercase) }
                continue
            }
            guard position > start, endsWord(bytes, position, end, letters.next) else { return nil }
            if isKeyed { key.add(letters.lowercase, count: letters.count) }
            return Word(
                range: ByteRange(start, position), length: Int32(clamping: position - start),
                traits: traits.union(space(bytes, from: lastEnd, to: start)), key: key.value)
        }
        return nil
    }

    @inline(__always)
    private func word(_ bytes: Span<UInt8>, _ range: Range<Int>, after lastEnd: Int, isKeyed: Bool) -> Word {
        var traits: Word.Traits = []
        var key = KeyHash()
        var length = 0
        var run = 0
        var end = range.lowerBound
        var position = range.lowerBound
        scan: while position < range.upperBound {
            let (kind, size, folded) = Self.classify(bytes, position, range.upperBound)
            switch kind {
            case .lower: traits.formUnion([.hasLetter, .hasLowercase])
            case .upper: traits.formUnion(length == 0 ? [.hasLetter, .capitalized] : .hasLetter)
            case .letter: traits.formUnion(.hasLetter)
            case .digit: traits.formUnion(.hasDigit)
            case .mark: break
            case .other:
                guard keepsJoints, let joint = Self.joint(bytes, position, range.upperBound, traits, run) else {
                    break scan
                }
                if isKeyed, joint.isApostrophe { key.add(UInt32(UInt8(ascii: "'"))) }
                position += joint.size
                run = 0
                continue
            }
            if length == 0, kind != .digit { traits.insert(.startsWithLetter) }
            if size > 1 { traits.insert(.isWide) }
            if isKeyed { key.add(folded) }
            length += 1
            run += 1
            position += size
            end = position
        }
        traits.formUnion(Self.space(bytes, from: lastEnd, to: range.lowerBound))
        return Word(
            range: ByteRange(range.lowerBound, end), length: Int32(clamping: length), traits: traits, key: key.value)
    }

    /// Whether a byte behind letters ends their word, whatever follows; false where a closer look is needed.
    @inline(__always)
    private static func endsWord(_ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ next: UInt8) -> Bool {
        switch next {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\""), UInt8(ascii: ")"), UInt8(ascii: ":"): true
        // A mark before a space, a line's end or a quotation mark.
        case UInt8(ascii: ","), UInt8(ascii: "."): position + 1 < end && bytes[position + 1] <= 0x22
        default: false
        }
    }

    /// Whether a word stands right after the one before.
    @inline(__always)
    private static func space(_ bytes: Span<UInt8>, from lastEnd: Int, to start: Int) -> Word.Traits {
        if lastEnd + 1 == start, bytes[lastEnd] == 0x20 { return .followsSpace }
        let isNoBreak = lastEnd + 2 == start && bytes[lastEnd] == 0xC2 && bytes[lastEnd + 1] == 0xA0
        return isNoBreak ? .followsSpace : []
    }

    /// What holds two parts of one word together, if that is what stands here.
    /// - Parameter run: Length of the part before it.
    private static func joint(
        _ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ traits: Word.Traits, _ run: Int
    ) -> (size: Int, isApostrophe: Bool)? {
        var size = 1
        var isApostrophe = false
        var isStop = false
        switch bytes[position] {
        case UInt8(ascii: "'"): isApostrophe = true
        case UInt8(ascii: "-"), UInt8(ascii: "&"): break
        case UInt8(ascii: "."), UInt8(ascii: ","): isStop = true
        case 0xE2 where position + 2 < end && bytes[position + 1] == 0x80:
            size = 3
            switch bytes[position + 2] {
            case 0x99: isApostrophe = true  // U+2019 right single quotation mark
            case 0x90, 0x91: break  // U+2010 hyphen, U+2011 non-breaking hyphen
            default: return nil
            }
        default: return nil
        }
        guard position + size < end else { return nil }
        let next = classify(bytes, position + size, end).kind
        guard next.isWord else { return nil }
        if isStop, !(next == .digit && traits.contains(.hasDigit)) {
            // Initials, or a name of a site; a missing space after a sentence isn't a joint.
            guard bytes[position] == UInt8(ascii: "."), run == 1 || next == .lower else { return nil }
        }
        return (size, isApostrophe)
    }
}
