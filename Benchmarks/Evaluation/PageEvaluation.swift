import Documents
import FoundationEssentials
import JSON
import Reading

/// What is read of web pages against labels; every miss is printed, the figures last.
struct PageEvaluation {
    let pages: [(name: String, address: String, bytes: [UInt8], labels: JSONValue)]

    init(folder: String) throws {
        pages = try JSONValue(parsing: Self.bytes(folder + "/labels.json")).members.map { page in
            let bytes = try Self.bytes(folder + "/pages/" + page.name)
            return (page.name, page.value["url"]?.text ?? page.name, bytes, page.value)
        }
    }

    /// Precision, recall and F1 over snippets that must and must not be in the text.
    func snippets(_ models: PageModels) {
        var (hits, misses, noise, rejected) = (0, 0, 0, 0)
        for page in pages {
            let text = try? models.reader(of: page.name).read(page.bytes, address: page.address).articleBody
            if text == nil { rejected += 1 }
            for snippet in page.labels["with"]?.elements.compactMap(\.text) ?? [] {
                if text?.contains(snippet) == true {
                    hits += 1
                } else {
                    misses += 1
                    print("missing\t\(page.name)\t\(snippet)")
                }
            }
            for snippet in page.labels["without"]?.elements.compactMap(\.text) ?? []
            where text?.contains(snippet) == true {
                noise += 1
                print("noise\t\(page.name)\t\(snippet)")
            }
        }
        let precision = Double(hits) / Double(max(1, hits + noise))
        let recall = Double(hits) / Double(max(1, hits + misses))
        let reader = ArticleReader()
        let cost = microseconds(per: pages.count) {
            for page in pages {
                _ = try? reader.read(RawDocument(locator: page.address, mediaType: .html, bytes: page.bytes))
            }
        }
        print("snippets: \(pages.count) pages, \(rejected) not read, P \(precision), R \(recall), ", terminator: "")
        print("F1 \(2 * precision * recall / (precision + recall)), \(cost) µs a page")
    }

    /// How many titles, authors, sites and languages are as expected; token F1 of the text.
    static func titles(folder: String, _ models: PageModels) throws {
        var right: [String: Int] = [:]
        var (count, f1) = (0, 0.0)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let expected = try JSONValue(parsing: bytes("\(folder)/\(name)/expected-metadata.json"))
            let source = try bytes("\(folder)/\(name)/source.html")
            let found = try? models.reader(of: name).read(source, address: "http://fakehost/test/page.html")
            count += 1
            let metadata = found?.metadata
            let fields = [
                ("title", metadata?.title), ("byline", metadata?.authors.joined(separator: ", ")),
                ("siteName", metadata?.site), ("lang", metadata?.language),
                ("publishedTime", metadata?.published?.description),
            ]
            for (field, value) in fields {
                let wanted = expected[field]?.text ?? ""
                if wanted == value ?? "" {
                    right[field, default: 0] += 1
                } else {
                    print("\(field)\t\(name)\t\(wanted)\t\(value ?? "")")
                }
            }
            f1 += overlap(
                words(found?.text ?? ""), words(text(ofHTML: try bytes("\(folder)/\(name)/expected.html"))))
        }
        print("titles: \(count) pages, right \(right.sorted { $0.key < $1.key }), token F1 \(f1 / Double(count))")
    }

    /// How long plain texts take to become articles.
    static func texts(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }
        let texts = try names.sorted().map { name in
            RawDocument(locator: name, mediaType: .plainText, bytes: try bytes(folder + "/" + name))
        }
        let reader = ArticleReader()
        let rounds = 200
        let cost = microseconds(per: texts.count * rounds) {
            for _ in 0..<rounds { for text in texts { _ = try? reader.read(text) } }
        }
        let size = texts.reduce(0) { $0 + $1.bytes.count } / max(1, texts.count)
        print("texts: \(texts.count) of \(size) bytes on average, \(cost) µs a text")
    }

    private static func overlap(_ found: [Substring: Int], _ expected: [Substring: Int]) -> Double {
        let common = found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
        let total = found.values.reduce(0, +) + expected.values.reduce(0, +)
        return total == 0 ? 1 : 2 * Double(common) / Double(total)
    }

    private static func words(_ text: String) -> [Substring: Int] {
        text.split { $0.isWhitespace }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// The texts between tags.
    private static func text(ofHTML bytes: [UInt8]) -> String {
        let fields = GivenFields(title: "", body: String(decoding: bytes, as: UTF8.self), bodyIsHTML: true)
        return (try? ArticleReader().read(RawDocument(locator: "", mediaType: .html, bytes: [], fields: fields)))?.text
            ?? ""
    }

    private static func article(_ bytes: [UInt8], _ address: String) -> Article? {
        try? ArticleReader().read(RawDocument(locator: address, mediaType: .html, bytes: bytes))
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
        return Array(data)
    }
}
