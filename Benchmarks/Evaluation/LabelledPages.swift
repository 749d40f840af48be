import Documents
import Foundation
import JSON
import Reading

/// Pages with what is known of them: one of the three kinds of labelled sets that there are of pages.
struct LabelledPages {
    /// What a set tells of its pages.
    enum Kind: String {
        /// Texts that must, and must not, be in the body (`pages/`, `labels.json` with `with` and `without`).
        case snippets
        /// The day of publication (`pages/`, `labels.json` with `date`).
        case dates
        /// The whole article (`NAME/source.html`, `expected.html`, `expected-metadata.json`).
        case articles
    }

    struct Page {
        let name: String
        let address: String
        let bytes: [UInt8]
        let labels: JSONValue
        /// The article as it should be; for ``Kind/articles``.
        var expected: [UInt8] = []
    }

    let kind: Kind
    private(set) var pages: [Page] = []

    init(folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder + "/labels.json") else {
            kind = .articles
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
                let place = "\(folder)/\(name)"
                guard FileManager.default.fileExists(atPath: place + "/source.html") else { continue }
                pages.append(
                    Page(
                        name: name, address: "http://fakehost/test/page.html",
                        bytes: try Self.bytes(place + "/source.html"),
                        labels: try JSONValue(parsing: Self.bytes(place + "/expected-metadata.json")),
                        expected: try Self.bytes(place + "/expected.html")))
            }
            return
        }
        let labels = try JSONValue(parsing: Self.bytes(folder + "/labels.json")).members
        kind = labels.contains { $0.value["with"] != nil } ? .snippets : .dates
        for label in labels {
            let (name, value) = (label.name, label.value)
            pages.append(
                Page(
                    name: name, address: value["url"]?.text ?? name, bytes: try Self.bytes(folder + "/pages/" + name),
                    labels: value))
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
        return Array(data)
    }
}

/// What a reader made of a page.
struct PageAnswer {
    var text = ""
    var title = ""
    var authors: [String] = []
    /// `YYYY-MM-DD`, or empty.
    var day = ""

    /// By Galley, as `galley extract --pages` reads.
    init(_ page: LabelledPages.Page, _ reader: PageReader = PageReader(PageModels.whole)) {
        guard let read = try? reader.read(page.bytes, address: page.address) else { return }
        text = read.articleBody
        title = read.metadata.title
        authors = read.metadata.authors
        day = read.metadata.published.map { String($0.description.prefix(10)) } ?? ""
    }

    /// By another reader, which wrote it down.
    init(_ json: JSONValue?) {
        text = json?["text"]?.text ?? ""
        title = json?["title"]?.text ?? ""
        authors = json?["authors"]?.elements.compactMap(\.text) ?? []
        day = String((json?["date"]?.text ?? "").prefix(10))
    }
}
