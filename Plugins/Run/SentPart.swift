internal import Documents
internal import JSON
internal import StageKit

/// A part of an article that a program can be given.
enum SentPart: String, OptionChoice {
    case title
    case text
    case paragraphs
    case blocks
    case subtitle
    case dateline
    case authors
    case published
    case modified
    case site
    case url
    case declaredLanguage = "declared-language"
    case section
    case tags
    case captions
    case source

    /// Its name in a line: the one that `publish.jsonl` uses.
    var member: String { self == .declaredLanguage ? "declaredLanguage" : rawValue }

    /// Writes it as a member of the object under way; what isn't known is `null`.
    func write(_ article: Article, to json: inout JSONWriter, _ places: TextPlaces) {
        let metadata = article.metadata
        switch self {
        case .title: json.member(member, article.title.isEmpty ? nil : article.title)
        case .text: json.member(member, article.text)
        case .paragraphs: json.member(member, article.blocks.map { String(article.text[bytes: $0.range]) })
        case .blocks:
            json.key(member)
            json.array { json in
                for block in article.blocks {
                    let range = places.units(block.range)
                    json.object { json in
                        json.member("kind", block.kind.rawValue)
                        json.member("start", Int(range.lower))
                        json.member("end", Int(range.upper))
                    }
                }
            }
        case .subtitle: json.member(member, metadata.subtitle)
        case .dateline: json.member(member, metadata.dateline)
        case .authors: json.member(member, metadata.authors)
        case .published: json.member(member, metadata.published?.description)
        case .modified: json.member(member, metadata.modified?.description)
        case .site: json.member(member, metadata.site)
        case .url: json.member(member, metadata.url)
        case .declaredLanguage: json.member(member, metadata.language)
        case .section: json.member(member, metadata.section)
        case .tags: json.member(member, metadata.tags)
        case .captions: json.member(member, metadata.captions)
        case .source: json.member(member, article.raw.locator)
        }
    }
}
