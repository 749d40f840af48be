public import Documents

/// Counts an article's words, sentences, blocks and characters, and estimates how long it takes to read.
///
/// Words are those of ``WordScanner``. Where a script puts no spaces between words, every Han character and every kana is
/// one, as word processors count, and every four characters of Thai, Lao, Khmer and Burmese, about the length of their
/// words.
public struct ArticleCounter: Sendable {
    /// Silent reading of English non-fiction by adults: M. Brysbaert, "How many words do we read per minute?", 2019.
    public static let usualWordsPerMinute = 238
    /// Chinese: S. Trauzettel-Klosinski, K. Dietz, "Standardized assessment of reading performance", 2012.
    public static let usualCharactersPerMinute = 255

    /// Words that are read in a minute.
    public var wordsPerMinute: Int
    /// Han characters and kana that are read in a minute.
    public var charactersPerMinute: Int

    /// Makes a counter.
    public init(
        wordsPerMinute: Int = usualWordsPerMinute, charactersPerMinute: Int = usualCharactersPerMinute
    ) {
        self.wordsPerMinute = max(1, wordsPerMinute)
        self.charactersPerMinute = max(1, charactersPerMinute)
    }

    /// The counts of an article's text; the headline isn't counted, nor is what stands between blocks.
    /// - Parameter sentences: The article's sentences.
    public func statistics(of article: Article, sentences: [ByteRange]) -> Statistics {
        let bytes = article.text.utf8.span
        let scanner = WordScanner()
        var words = 0
        var signs = 0
        var characters = 0
        for block in article.blocks {
            scanner.forEachWord(bytes, block.range.range, isKeyed: false) { word in
                if word.traits.contains(.isWide) {
                    let parts = UnspacedParts(bytes, word.range.range)
                    words += parts.words
                    signs += parts.signs
                } else {
                    words += 1
                }
            }
            characters += CharacterCounter.count(article.text, block.range)
        }
        let seconds =
            Double(words) * 60 / Double(wordsPerMinute) + Double(signs) * 60 / Double(charactersPerMinute)
        return Statistics(
            words: words + signs, sentences: sentences.count, paragraphs: article.blocks.count, characters: characters,
            readingSeconds: Int(seconds.rounded(.up)))
    }
}

/// What a run of letters counts for when it may be of a script without spaces.
struct UnspacedParts {
    /// Words, those of Thai, Lao, Khmer and Burmese by their length.
    private(set) var words = 0
    /// Han characters and kana.
    private(set) var signs = 0

    private static let lettersPerWord = 4

    /// Counts a word's parts; one of a script with spaces is one.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var letters = 0
        var hasOther = false
        var position = range.lowerBound
        while position < range.upperBound {
            let lead = bytes[position]
            let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
            switch Self.script(bytes, position, size, range.upperBound) {
            case .sign: signs += 1
            case .dependent: letters += 1
            case .spaced: hasOther = true
            }
            position += size
        }
        words = (letters + Self.lettersPerWord - 1) / Self.lettersPerWord + (hasOther ? 1 : 0)
    }

    private enum Script { case sign, dependent, spaced }

    private static func script(_ bytes: Span<UInt8>, _ position: Int, _ size: Int, _ end: Int) -> Script {
        guard size >= 3, position + size <= end else { return .spaced }
        var value = UInt32(bytes[position]) & (0x7F >> UInt32(size))
        for offset in 1..<size { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        return switch value {
        case 0x3005...0x3007, 0x3041...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0xFF66...0xFF9D, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
            .sign
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: .dependent
        default: .spaced
        }
    }
}
