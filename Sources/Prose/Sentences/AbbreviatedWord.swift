/// The word before a full stop, with full stops and apostrophes inside it: `U.S`, `Sig.ra`, `don't`.
struct AbbreviatedWord {
    /// Where it is, without the last full stop.
    let range: Range<Int>
    /// A hash of its bytes.
    let key: UInt64
    /// A hash of those after its last apostrophe: of `art` in `l'art`.
    let elidedKey: UInt64
    /// Whether it is one letter: `G`.
    let isInitial: Bool
    /// Whether it is single letters with full stops between them: `U.S`, `e.g`.
    let isInitialism: Bool
    /// Whether it is a whole number of up to three digits.
    let isNumeral: Bool
    /// Whether it is a Roman numeral in capitals: `XIV`.
    let isRoman: Bool

    /// Finds the word that ends at a position; of a longer one, no more than what comes after `lowest`.
    init(_ bytes: Span<UInt8>, endingAt end: Int, lowest: Int) {
        range = Self.start(bytes, endingAt: end, lowest: lowest)..<end
        var hash = KeyHash()
        var elided = KeyHash()
        var (letters, digits, roman, stops) = (0, 0, 0, 0)
        // Length of the longest run of letters without a full stop, and of the one under way.
        var (run, longest) = (0, 0)
        var position = range.lowerBound
        while position < end {
            let (kind, size) = SentenceScalar.at(bytes, position, end)
            for place in position..<position + size {
                hash.add(UInt32(bytes[place]))
                elided.add(UInt32(bytes[place]))
            }
            switch kind {
            case .close:
                elided = KeyHash()
                run += 1
            case .digit: digits += 1
            case .stop:
                stops += 1
                run = 0
            default:
                run += 1
                longest = max(longest, run)
                if kind == .lower || kind == .upper { letters += 1 }
                if Self.isRomanDigit(bytes[position]) { roman += 1 }
            }
            position += size
        }
        key = hash.value
        elidedKey = elided.value
        isInitial = letters == 1 && longest == 1 && stops == 0 && digits == 0
        isInitialism = stops > 0 && longest == 1 && digits == 0
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
        // `3,5` and `COVID-19` end in numerals, but are none.
        isNumeral =
            (1...3).contains(digits) && digits == range.count && before != UInt8(ascii: ",")
            && before != UInt8(ascii: "-")
        isRoman = roman > 0 && roman == range.count
    }

    private static func start(_ bytes: Span<UInt8>, endingAt end: Int, lowest: Int) -> Int {
        var position = end
        var start = end
        while position > lowest {
            var place = position - 1
            while place > lowest, bytes[place] & 0xC0 == 0x80 { place -= 1 }
            switch SentenceScalar.at(bytes, place, end).kind {
            case .lower, .upper, .letter, .digit, .extend: start = place
            case .stop where bytes[place] == UInt8(ascii: "."): break
            case .close where isApostrophe(bytes, place): break
            default: return start
            }
            position = place
        }
        return start
    }

    private static func isRomanDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "I"), UInt8(ascii: "V"), UInt8(ascii: "X"), UInt8(ascii: "L"), UInt8(ascii: "C"): true
        default: false
        }
    }

    private static func isApostrophe(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        bytes[place] == UInt8(ascii: "'")
            || place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x99
    }
}
