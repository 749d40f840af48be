/// Words that carry grammar rather than matter: articles, pronouns, prepositions, conjunctions, auxiliary verbs, adverbs
/// of degree and time, small numbers, and verbs of reporting, of which news is full.
public struct StopWords: Sendable {
    private let table: KeyTable
    /// A bit for each word's key, so that most words that are none needn't be looked up.
    private let filter: [UInt64]

    /// The ISO 639-1 codes of the languages with a list, sorted.
    public static let languages: [String] = ["de", "en", "es", "fr", "it", "nl", "pt"]

    /// The list of a language, or all lists together when the language is unknown (`und` or nil), and none for a language
    /// without a list.
    /// - Parameter language: An ISO 639-1 code.
    public static func words(for language: String?) -> StopWords {
        switch language {
        case "de": german
        case "en": english
        case "es": spanish
        case "fr": french
        case "it": italian
        case "nl": dutch
        case "pt": portuguese
        case nil, "und": all
        default: none
        }
    }

    private static let german = StopWords(StopWordLists.german)
    private static let english = StopWords(StopWordLists.english)
    private static let spanish = StopWords(StopWordLists.spanish)
    private static let french = StopWords(StopWordLists.french)
    private static let italian = StopWords(StopWordLists.italian)
    private static let dutch = StopWords(StopWordLists.dutch)
    private static let portuguese = StopWords(StopWordLists.portuguese)
    private static let none = StopWords("")
    private static let all = StopWords(
        [
            StopWordLists.german, StopWordLists.english, StopWordLists.spanish, StopWordLists.french,
            StopWordLists.italian, StopWordLists.dutch, StopWordLists.portuguese,
        ].joined(separator: " "))

    /// Makes a list of words separated by spaces; the parts of `don't` are in it as well.
    public init(_ list: String) {
        let words = WordScanner().words(in: list) + WordScanner(keepsJoints: false).words(in: list)
        var table = KeyTable(capacity: words.count)
        var filter = [UInt64](repeating: 0, count: 256)
        for word in words {
            _ = table.number(of: word.key)
            let (place, bit) = Self.filterPlace(of: word.key)
            filter[place] |= bit
        }
        self.table = table
        self.filter = filter
    }

    /// Whether there is no word in the list.
    public var isEmpty: Bool { table.count == 0 }

    /// Whether a word is one of them, in whatever case.
    public func contains(_ word: Word) -> Bool { contains(key: word.key) }

    /// Whether a ``Word/key`` is that of one of them.
    func contains(key: UInt64) -> Bool {
        let (place, bit) = Self.filterPlace(of: key)
        return filter[place] & bit != 0 && table.find(key) != nil
    }

    @inline(__always)
    private static func filterPlace(of key: UInt64) -> (place: Int, bit: UInt64) {
        (Int(key >> 56), 1 << (key >> 50 & 63))
    }
}
