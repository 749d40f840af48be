/// Decides whether a mark ends a sentence, by what stands before and after it.
struct SentenceJudge: Sendable {
    let grammar: SentenceGrammar
    let additional: AbbreviationTable

    /// Longer words aren't abbreviations.
    private static let longestAbbreviation = 24

    /// Whether a sentence ends with the marks.
    /// - Parameters:
    ///   - range: From the start of the sentence to the end of the block.
    ///   - tail: The marks and what follows them.
    func ends(_ bytes: Span<UInt8>, _ range: Range<Int>, _ tail: SentenceTail) -> Bool {
        switch tail.following {
        case .separator: return true
        case .continuation: return false
        default: break
        }
        if tail.kind == .terminal {
            // The annex ends a sentence here, but `"Why?" he asked` goes on.
            return bytes[tail.mark] >= 0x80 || !Self.goesOnInLowercase(bytes, tail.next, range.upperBound)
        }
        if !tail.hasSpace, !tail.hasClose, isJoint(bytes, range, tail) { return false }
        if Self.goesOnInLowercase(bytes, tail.next, range.upperBound) { return false }
        guard tail.isSingleStop, !tail.hasClose, bytes[tail.mark] == UInt8(ascii: ".") else { return true }
        return !isAbbreviation(bytes, range, tail)
    }

    /// Whether a full stop stands inside a number, a name or a site: `3.5`, `U.S`, `.NET`.
    private func isJoint(_ bytes: Span<UInt8>, _ range: Range<Int>, _ tail: SentenceTail) -> Bool {
        if tail.following == .digit { return true }
        guard tail.following == .upper else { return false }
        var before = tail.mark - 1
        while before > range.lowerBound, bytes[before] & 0xC0 == 0x80 { before -= 1 }
        guard before >= range.lowerBound else { return false }
        switch SentenceScalar.at(bytes, before, tail.mark).kind {
        case .lower, .upper, .space, .extend: return true
        default: return false
        }
    }

    /// Whether the first letter that follows is in lower case, with no figure and no other mark before it.
    private static func goesOnInLowercase(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var position = start
        while position < end {
            let (kind, size) = SentenceScalar.at(bytes, position, end)
            switch kind {
            case .lower: return true
            case .upper, .letter, .digit, .stop, .terminal, .separator: return false
            default: position += size
            }
        }
        return false
    }

    /// Whether the word before a full stop is an abbreviation after which no sentence starts here.
    private func isAbbreviation(_ bytes: Span<UInt8>, _ range: Range<Int>, _ tail: SentenceTail) -> Bool {
        let lowest = max(range.lowerBound, tail.mark - Self.longestAbbreviation)
        let token = AbbreviatedWord(bytes, endingAt: tail.mark, lowest: lowest)
        guard !token.range.isEmpty else { return false }
        if token.range.lowerBound == range.lowerBound, token.isNumeral || token.isInitial {
            return true  // `1. Open the lid`
        }
        if let kind = kind(of: token.key) ?? kind(of: token.elidedKey) {
            return holds(kind, bytes, range.upperBound, tail)
        }
        if token.isInitial {
            let next = Self.word(bytes, tail.next, range.upperBound)
            return grammar.particles.contains(key: next.key)
                || holds(.starter, bytes, range.upperBound, tail)
        }
        if token.isInitialism { return holds(.starter, bytes, range.upperBound, tail) }
        if token.isNumeral || token.isRoman && grammar.hasOrdinals { return isOrdinal(bytes, range.upperBound, tail) }
        return false
    }

    private func kind(of key: UInt64) -> Abbreviation? {
        additional.kind(of: key) ?? grammar.abbreviations.kind(of: key)
    }

    /// Whether a sentence goes on after an abbreviation of a kind.
    private func holds(_ kind: Abbreviation, _ bytes: Span<UInt8>, _ end: Int, _ tail: SentenceTail) -> Bool {
        switch kind {
        case .never: return true
        case .number: return tail.following == .digit
        case .starter:
            let next = Self.word(bytes, tail.next, end)
            return !(next.isCapitalized && grammar.starters.contains(key: next.key))
        case .capital:
            let next = Self.word(bytes, tail.next, end)
            return !next.isCapitalized || grammar.continuers.contains(key: next.key)
        }
    }

    /// `am 3. März`, `die 2. Liga`; a year is none.
    private func isOrdinal(_ bytes: Span<UInt8>, _ end: Int, _ tail: SentenceTail) -> Bool {
        let next = Self.word(bytes, tail.next, end)
        guard next.isCapitalized else { return grammar.hasOrdinals && tail.following == .digit }
        return grammar.hasOrdinals
            ? !grammar.starters.contains(key: next.key) : grammar.months.contains(key: next.key)
    }

    /// The key of the first word from a position on, quotes skipped, as ``Word/key`` has it; up to an apostrophe.
    private static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (key: UInt64, isCapitalized: Bool) {
        var position = start
        while position < end, case let (kind, size) = SentenceScalar.at(bytes, position, end), kind.isQuote {
            position += size
        }
        var key = KeyHash()
        var isCapitalized = false
        var isFirst = true
        while position < end {
            let (kind, size, folded) = WordScanner.classify(bytes, position, end)
            guard kind.isWord || kind == .mark else { break }
            if isFirst { isCapitalized = kind == .upper }
            isFirst = false
            key.add(folded)
            position += size
        }
        return (key.value, isCapitalized)
    }
}
