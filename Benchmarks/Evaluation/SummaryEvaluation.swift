import Documents
import Foundation
import JSON
import Prose

/// Writes a line of JSON an article with a three-sentence summary, the first three sentences and the reference, for
/// `rouge.py`; the time goes to standard error.
struct SummaryEvaluation {
    private struct Record: Decodable {
        let article: String
        let highlights: String
    }

    let summarizer: ExtractiveSummarizer
    let articles: [(article: Article, sentences: [ByteRange], highlights: String)]

    init(file: String, options: ArraySlice<String>) throws {
        var summarizer = ExtractiveSummarizer()
        let options = Array(options)
        summarizer.method = options.first.flatMap { ExtractiveSummarizer.Method(rawValue: $0) } ?? .coverage
        if options.count > 1 { summarizer.positionWeight = Double(options[1]) ?? 0 }
        if options.count > 2 { summarizer.redundancy = Double(options[2]) ?? 0 }
        self.summarizer = summarizer
        let lines = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8).split(separator: "\n")
        articles = try lines.map { line in
            let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
            let article = Article(
                raw: RawDocument(locator: file, mediaType: .json, bytes: []), metadata: ArticleMetadata(),
                blocks: [(.paragraph, Self.withoutDateline(record.article))])
            return (article, PlainSentences.ranges(in: article.text), record.highlights)
        }
    }

    func run() {
        for (article, sentences, highlights) in articles {
            var json = JSONWriter()
            json.object { json in
                for (name, method) in [("lead", .lead), ("summary", summarizer.method)] as [(_, _)] {
                    var summarizer = summarizer
                    summarizer.method = method
                    let summary = summarizer.summary(of: article, sentences: sentences, language: "en")
                    json.member(name, summary.sentences.map { String(article.text[bytes: $0]) })
                }
                json.member("highlights", highlights)
            }
            print(json.text)
        }
        let cost = microseconds(per: articles.count) {
            for (article, sentences, _) in articles {
                _ = summarizer.summary(of: article, sentences: sentences, language: "en")
            }
        }
        let bytes = articles.reduce(0) { $0 + $1.article.text.utf8.count } / max(1, articles.count)
        let message = "\(summarizer.method.rawValue): \(cost) µs an article of \(bytes) bytes\n"
        FileHandle.standardError.write(Data(message.utf8))
    }

    /// The agency's name in brackets is what normalization takes away.
    private static func withoutDateline(_ text: String) -> String {
        guard text.hasPrefix("("), let end = text.firstIndex(of: ")") else { return text }
        return String(text[text.index(after: end)...].drop { $0 == " " })
    }
}
