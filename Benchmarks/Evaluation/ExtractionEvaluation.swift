import Documents
import Foundation
import JSON
import Reading

/// Scores what is read of labelled pages: all pages, those of each language, and the worst ones.
struct ExtractionEvaluation {
    private let set: LabelledPages
    private let worst: Int
    private let system: String
    private let answers: [PageAnswer]

    /// - Parameters:
    ///   - answers: A JSON object of what another reader made of the pages, by name; nil for Galley.
    ///   - worst: How many of the worst pages are told.
    init(folder: String, answers path: String?, worst: Int) throws {
        set = try LabelledPages(folder: folder)
        self.worst = worst
        if let path {
            guard let data = FileManager.default.contents(atPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
            let given = try JSONValue(parsing: Array(data))
            answers = set.pages.map { PageAnswer(given[$0.name]) }
            system = given["system"]?.text ?? path
        } else {
            answers = set.pages.map { PageAnswer($0) }
            system = "galley"
        }
    }

    func run() {
        switch set.kind {
        case .snippets: snippets()
        case .dates: dates()
        case .articles: articles()
        }
        if system == "galley" { speed() }
    }

    // MARK: - Snippets

    private struct SnippetScore {
        var hits = 0, misses = 0, noise = 0, exact = 0, pages = 0

        var text: String {
            let precision = Double(hits) / Double(max(1, hits + noise))
            let recall = Double(hits) / Double(max(1, hits + misses))
            let f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
            return
                "F1 \(rounded(f1)) P \(rounded(precision)) R \(rounded(recall)) exact \(rounded(share(exact, of: pages)))"
        }

        static func += (left: inout SnippetScore, right: SnippetScore) {
            left.hits += right.hits
            left.misses += right.misses
            left.noise += right.noise
            left.exact += right.exact
            left.pages += right.pages
        }
    }

    private func snippets() {
        let scores = zip(set.pages, answers).map { page, answer in
            var score = SnippetScore(pages: 1)
            for snippet in Self.texts(page.labels["with"]) {
                if answer.text.contains(snippet) { score.hits += 1 } else { score.misses += 1 }
            }
            score.noise = Self.texts(page.labels["without"]).count { answer.text.contains($0) }
            score.exact = score.misses + score.noise == 0 ? 1 : 0
            return score
        }
        tell("snippets", scores, SnippetScore(), +=, \.text) { Double($0.misses + $0.noise) }
    }

    // MARK: - Dates

    private struct DateScore {
        var right = 0, wrong = 0, absent = 0

        var text: String {
            "exact day \(rounded(share(right, of: right + wrong + absent))) wrong \(wrong) absent \(absent)"
        }

        static func += (left: inout DateScore, right: DateScore) {
            left.right += right.right
            left.wrong += right.wrong
            left.absent += right.absent
        }
    }

    private func dates() {
        let scores = zip(set.pages, answers).map { page, answer in
            let expected = page.labels["date"]?.text ?? ""
            return DateScore(
                right: answer.day == expected ? 1 : 0, wrong: answer.day != expected && !answer.day.isEmpty ? 1 : 0,
                absent: answer.day.isEmpty && !expected.isEmpty ? 1 : 0)
        }
        tell("dates", scores, DateScore(), +=, \.text) { Double($0.wrong * 2 + $0.absent) }
    }

    // MARK: - Whole articles

    private struct ArticleScore {
        var f1 = 0.0, precision = 0.0, recall = 0.0
        var exact = 0, titles = 0, authors = 0, days = 0, pages = 0

        var text: String {
            let count = Double(max(1, pages))
            return "token F1 \(rounded(f1 / count)) P \(rounded(precision / count)) R \(rounded(recall / count)) "
                + "exact \(rounded(share(exact, of: pages))) title \(rounded(share(titles, of: pages))) "
                + "authors \(rounded(share(authors, of: pages))) day \(rounded(share(days, of: pages)))"
        }

        static func += (left: inout ArticleScore, right: ArticleScore) {
            left.f1 += right.f1
            left.precision += right.precision
            left.recall += right.recall
            left.exact += right.exact
            left.titles += right.titles
            left.authors += right.authors
            left.days += right.days
            left.pages += right.pages
        }
    }

    private func articles() {
        let scores = zip(set.pages, answers).map { page, answer in
            let found = Self.words(answer.text)
            let expected = Self.words(Self.text(ofHTML: page.expected))
            let common = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
            let (foundCount, expectedCount) = (found.values.reduce(0, +), expected.values.reduce(0, +))
            var score = ArticleScore(pages: 1)
            score.precision = foundCount > 0 ? Double(common) / Double(foundCount) : expectedCount == 0 ? 1 : 0
            score.recall = expectedCount > 0 ? Double(common) / Double(expectedCount) : 1
            let total = foundCount + expectedCount
            score.f1 = total > 0 ? 2 * Double(common) / Double(total) : 1
            score.exact = found == expected ? 1 : 0
            score.titles = answer.title == page.labels["title"]?.text ?? "" ? 1 : 0
            score.authors = answer.authors.joined(separator: ", ") == page.labels["byline"]?.text ?? "" ? 1 : 0
            score.days = answer.day == (page.labels["publishedTime"]?.text ?? "").prefix(10) ? 1 : 0
            return score
        }
        tell("articles", scores, ArticleScore(), +=, \.text) { $0.pages > 0 ? 1 - $0.f1 : 0 }
    }

    // MARK: - Telling

    private func tell<Score>(
        _ name: String, _ scores: [Score], _ zero: Score, _ add: (inout Score, Score) -> Void,
        _ text: (Score) -> String, badness: (Score) -> Double
    ) {
        func sum(_ places: [Int]) -> String { text(places.reduce(into: zero) { add(&$0, scores[$1]) }) }
        print("\(system): \(name), \(scores.count) pages: \(sum(Array(scores.indices)))")
        var languages: [String: [Int]] = [:]
        for (place, page) in set.pages.enumerated() { languages[Self.language(page), default: []].append(place) }
        for (language, places) in languages.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) })
        where places.count >= 5 {
            print("    \(language), \(places.count) pages: \(sum(places))")
        }
        let bad = scores.indices.filter { badness(scores[$0]) > 0 }
            .sorted { (badness(scores[$1]), set.pages[$0].name) < (badness(scores[$0]), set.pages[$1].name) }
        for place in bad.prefix(worst) { print("    worst: \(set.pages[place].name): \(text(scores[place]))") }
    }

    private func speed() {
        let pages = set.pages
        let reader = PageReader(PageModels.whole)
        let cost = microseconds(per: pages.count) { for page in pages { _ = PageAnswer(page, reader) } }
        let size = Double(pages.reduce(0) { $0 + $1.bytes.count }) / Double(max(1, pages.count))
        print(
            "    one core: \(Int(1e6 / cost)) pages/s, \(rounded(size / cost, 1)) MB/s, \(Int(size / 1000)) kB a page")
    }

    /// As the page declares it, for the tables alone.
    private static func language(_ page: LabelledPages.Page) -> String {
        let raw = RawDocument(locator: page.address, mediaType: .html, bytes: page.bytes)
        let declared = (try? ArticleReader().read(raw))?.metadata.language ?? "unknown"
        return String(declared.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }

    private static func texts(_ value: JSONValue?) -> [String] { value?.elements.compactMap(\.text) ?? [] }

    private static func words(_ text: String) -> [Substring: Int] {
        text.split { $0.isWhitespace }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// The texts between tags.
    private static func text(ofHTML bytes: [UInt8]) -> String {
        let fields = GivenFields(title: "", body: String(decoding: bytes, as: UTF8.self), bodyIsHTML: true)
        let raw = RawDocument(locator: "", mediaType: .html, bytes: [], fields: fields)
        return (try? ArticleReader().read(raw))?.text ?? ""
    }
}

private func share(_ count: Int, of total: Int) -> Double { Double(count) / Double(max(1, total)) }

private func rounded(_ value: Double, _ digits: Int = 3) -> String {
    String(format: "%.\(digits)f", value)
}
