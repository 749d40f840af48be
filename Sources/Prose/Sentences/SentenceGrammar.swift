/// What an abbreviation tells about the full stop behind it.
enum Abbreviation: UInt8, Sendable {
    /// No sentence ends here: `Dr. Weiss`.
    case never
    /// None ends before a figure: `No. 5`.
    case number
    /// One ends before a word that starts sentences: `in the U.S. The talks`, but `U.S. Senate`.
    case starter
    /// One ends before a capital, unless that of a day, a month or a zone: `at 9 a.m. Police`, but `9 a.m. Monday`.
    case capital
}

/// Abbreviations, by a hash of their bytes.
struct AbbreviationTable: Sendable {
    private var numbers = KeyTable(capacity: 0)
    private var kinds: [Abbreviation] = []

    /// No abbreviations.
    init() {}

    /// Adds words that are separated by spaces.
    mutating func add(list: String, _ kind: Abbreviation, without excluded: Set<String> = []) {
        for word in list.split(separator: " ") where !excluded.contains(word.lowercased()) { add(String(word), kind) }
    }

    /// Adds a word; one in lower case with a capital as well, and every one in capitals, as headlines write it.
    mutating func add(_ word: String, _ kind: Abbreviation) {
        for form in [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] {
            var hash = KeyHash()
            for byte in form.utf8 { hash.add(UInt32(byte)) }
            // The first list that has a word decides.
            if numbers.number(of: hash.value) == kinds.count { kinds.append(kind) }
        }
    }

    /// What the abbreviation of a hash tells; nil when it is none.
    func kind(of key: UInt64) -> Abbreviation? { numbers.find(key).map { kinds[$0] } }
}

/// What a language tells about where its sentences end.
struct SentenceGrammar: Sendable {
    /// Its abbreviations.
    let abbreviations: AbbreviationTable
    /// Words that begin sentences rather than names.
    let starters: StopWords
    /// Days, months and zones, which follow a time of day.
    let continuers: StopWords
    /// Words of names, which follow an initial: `R. De Niro`.
    let particles = SentenceGrammar.allParticles
    /// Whether a numeral with a full stop is an ordinal before any noun.
    let hasOrdinals: Bool
    /// Months that follow an ordinal.
    let months = SentenceGrammar.ordinalMonths

    /// The grammar of a language; all together, without what is a word in another of them, where there is none.
    /// - Parameter language: An ISO 639-1 code.
    static func grammar(for language: String?) -> SentenceGrammar {
        switch language {
        case "de": german
        case "en": english
        case "es": spanish
        case "fr": french
        case "it": italian
        case "nl": dutch
        case "pt": portuguese
        default: all
        }
    }

    private static let german = SentenceGrammar([.german], hasOrdinals: true)
    private static let english = SentenceGrammar([.english])
    private static let spanish = SentenceGrammar([.spanish])
    private static let french = SentenceGrammar([.french])
    private static let italian = SentenceGrammar([.italian])
    private static let dutch = SentenceGrammar([.dutch])
    private static let portuguese = SentenceGrammar([.portuguese])
    private static let all = SentenceGrammar(
        [.english, .german, .french, .spanish, .italian, .dutch, .portuguese],
        without: SentenceLists.ambiguous + " " + SentenceLists.particles)
    private static let allParticles = StopWords(SentenceLists.particles)
    private static let ordinalMonths = StopWords(SentenceLists.german.months)

    private init(_ lists: [SentenceLists], without ambiguous: String = "", hasOrdinals: Bool = false) {
        var table = AbbreviationTable()
        var starters: [Substring] = []
        for (place, list) in lists.enumerated() {
            // The first language is the one that a text is most likely in: it loses nothing.
            let excluded = place == 0 ? [] : Set(ambiguous.split(separator: " ").map(String.init))
            table.add(list: list.never, .never, without: excluded)
            table.add(list: list.number, .number, without: excluded)
            table.add(list: list.starter, .starter, without: excluded)
            table.add(list: list.capital, .capital, without: excluded)
            starters += list.starters.split(separator: " ").filter { !excluded.contains(String($0)) }
        }
        abbreviations = table
        self.starters = StopWords(starters.joined(separator: " "))
        continuers = StopWords(lists.map { $0.months + " " + $0.times }.joined(separator: " "))
        self.hasOrdinals = hasOrdinals
    }
}
