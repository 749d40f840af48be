internal import TestRandom

/// Texts that look like articles in several languages, made of nothing but a seed.
struct RandomProse {
    private static let languages: [[String]] = [
        """
        the harbour bridge will close on Monday while engineers replace its cables and ferries carry people across a
        council said that trains would run until midnight after residents asked for more time to reach work in winter
        Mr. Lorimer of Inc. U.S. prices rose by half point last year because wind and rain kept boats at their moorings
        """,
        """
        die Brücke am Hafen wird am Montag gesperrt und im Frühjahr neu gebaut während Fähren die Menschen übersetzen
        der Rat der Stadt sagte dass Züge bis Mitternacht fahren würden weil viele Bewohner z. B. früh zur Arbeit müssen
        Dr. Müller vom Amt nannte größere Summen für Straßen Schulen und Kähne als im vorigen Jahr üblich gewesen waren
        """,
        """
        le pont du port fermera lundi pour que des ingénieurs remplacent ses câbles et les bateaux porteront les gens
        la ville a déclaré que les trains rouleraient jusqu'à minuit après une année où les prix étaient très élevés
        M. Dupré pense qu'un hiver sans neige coûterait moins cher aux écoles et aux hôpitaux de la région côtière
        """,
        """
        大橋は月曜日に閉鎖され春までに建て直される 市は列車を深夜まで走らせると述べた 住民は冬の通勤を心配している
        """,
    ].map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }

    /// The number of languages.
    static var count: Int { languages.count }

    private let words: [String]

    /// A writer in one of the languages.
    init(language: Int) { words = Self.languages[language % Self.languages.count] }

    /// A sentence.
    func sentence(_ random: inout SeededRandom) -> String {
        let text = (0..<random.number(in: 4...16)).map { _ in
            random.chance(6) ? String(random.below(3000)) : random.pick(words)
        }
        let sentence = text.joined(separator: " ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + random.pick([".", ".", ".", "?", "!", ".”"])
    }

    /// Paragraphs of a few sentences.
    func paragraphs(_ count: Int, _ random: inout SeededRandom) -> [String] {
        (0..<count).map { _ in
            (0..<random.number(in: 1...5)).map { _ in sentence(&random) }.joined(separator: " ")
        }
    }

    /// A headline.
    func title(_ random: inout SeededRandom) -> String {
        (0..<random.number(in: 2...7)).map { _ in random.pick(words) }.joined(separator: " ")
    }
}
