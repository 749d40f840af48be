internal import CommandLineKit
internal import Diagnostics
internal import Documents
internal import JSON
internal import Reading

extension ExtractCommand {
    /// Prints what became of each block of a page.
    static func explain(_ page: Page, _ raw: RawDocument, _ format: Format) {
        guard format != .json else {
            var json = JSONWriter()
            json.object { json in
                json.member("source", raw.locator)
                json.key("evidence")
                json.object { json in
                    for (field, evidence) in page.found {
                        json.key(field.rawValue)
                        json.object { json in
                            json.member("source", evidence.source)
                            json.member("confidence", evidence.confidence.rawValue)
                        }
                    }
                }
                json.key("decisions")
                json.array { json in
                    for decision in page.decisions {
                        json.object { json in
                            json.member("kept", decision.isKept)
                            json.member("reason", decision.reason)
                            json.member("text", decision.text)
                        }
                    }
                }
            }
            Output.data.line(json.text)
            return
        }
        var facts = Table(["known", "found in", "confidence", "value"], leftColumns: 4)
        for (field, evidence) in page.found {
            let value = shortened(page.metadata.text(of: field), to: 60)
            facts.add([field.rawValue, evidence.source, evidence.confidence.rawValue, value])
        }
        for line in page.found.isEmpty ? [] : facts.lines + [""] { Output.data.line(DisplayText.printable(line)) }
        var table = Table(["", "reason", "text"], leftColumns: 3)
        let room = max(20, Terminal.width() - 30)
        for decision in page.decisions {
            table.add([decision.isKept ? "+" : "-", decision.reason, Self.shortened(decision.text, to: room)])
        }
        for line in table.lines { Output.data.line(DisplayText.printable(line)) }
    }

    private static func shortened(_ text: String, to room: Int) -> String {
        text.count > room ? text.prefix(room - 1) + "…" : text
    }
}

extension Page {
    /// What was found of the article beside its text, in a fixed order.
    fileprivate var found: [(field: MetadataField, evidence: Evidence)] {
        MetadataField.allCases.compactMap { field in evidence[field].map { (field, $0) } }
    }
}

extension ArticleMetadata {
    /// A value for people.
    fileprivate func text(of field: MetadataField) -> String {
        switch field {
        case .title: title
        case .subtitle: subtitle ?? ""
        case .authors: authors.joined(separator: ", ")
        case .published: published?.description ?? ""
        case .modified: modified?.description ?? ""
        case .site: site ?? ""
        case .url: url ?? ""
        case .language: language ?? ""
        case .section: section ?? ""
        case .tags: tags.joined(separator: ", ")
        case .image: image?.url ?? ""
        case .paywalled: isPaywalled.map { $0 ? "yes" : "no" } ?? ""
        }
    }
}
