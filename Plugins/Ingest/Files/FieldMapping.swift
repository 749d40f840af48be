internal import Documents
internal import JSON
internal import StageKit

/// Which members of a JSON record hold what of an article.
struct FieldMapping: Sendable {
    private enum Role: String, CaseIterable {
        case title, body, html, url, published, authors, language

        /// Names under which the web and its tools keep it, the usual ones first.
        var usual: [String] {
            switch self {
            case .title: ["title", "headline", "name"]
            case .body: ["body", "text", "content", "articleBody", "maintext"]
            case .html: ["html", "content_html", "body_html"]
            case .url: ["url", "link", "canonical_url", "source_url"]
            case .published: ["published", "date", "published_at", "date_published", "datePublished", "pubDate"]
            case .authors: ["authors", "author", "byline", "creator"]
            case .language: ["language", "lang", "inLanguage"]
            }
        }
    }

    /// The usual names, for the documentation.
    static var usualNames: String {
        Role.allCases.map { "\($0.rawValue) (`\($0.usual.joined(separator: "`, `"))`)" }.joined(separator: ", ")
    }

    /// What is wrong with the option.
    static func problems(of fields: [String: String]) -> [OptionProblem] {
        fields.sorted { $0.key < $1.key }.compactMap { role, path in
            if Role(rawValue: role) == nil {
                return OptionProblem(
                    "fields", at: .key(role), "has '\(role)', which no article has",
                    help: "it may have \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard path.isEmpty else { return nil }
            return OptionProblem(
                "fields", at: .entry(role), "names no member for '\(role)'",
                help: "name one, or leave '\(role)' out")
        }
    }

    private let paths: [(role: Role, paths: [[String]], isTold: Bool)]

    /// Whether nothing is told: members are looked for under usual names.
    let isUsual: Bool

    /// Makes a mapping of the option, which was checked.
    init(_ fields: [String: String]) {
        isUsual = fields.isEmpty
        paths = Role.allCases.map { role in
            guard let path = fields[role.rawValue] else {
                // What is told to hold one thing holds nothing else.
                return (role, role.usual.filter { !fields.values.contains($0) }.map { [$0] }, false)
            }
            // A member's own name may have dots in it.
            return (role, [[path], path.split(separator: ".").map(String.init)], true)
        }
    }

    /// What a record states about an article.
    /// - Throws: `DocumentError` when it has no text, or a member that holds it isn't text.
    func fields(of record: JSONValue) throws(DocumentError) -> GivenFields {
        guard case .object = record else {
            throw DocumentError("without-text", "the record is of type \(record.kind), expected an object")
        }
        let (content, isHTML) = try content(of: record)
        guard let content else {
            let names = record.members.prefix(12).map { "'\($0.name)'" }.joined(separator: ", ")
            throw DocumentError(
                "without-text",
                "the record has no member for the body; it has \(names.isEmpty ? "none" : names)")
        }
        return GivenFields(
            title: try text(.title, record), body: content, bodyIsHTML: isHTML, url: try text(.url, record),
            published: try text(.published, record), authors: names(value(.authors, record)),
            language: try text(.language, record))
    }

    /// The body as text or as HTML; of the two the one that the option tells comes first.
    private func content(of record: JSONValue) throws(DocumentError) -> (String?, isHTML: Bool) {
        let order: [Role] = isTold(.html) && !isTold(.body) ? [.html, .body] : [.body, .html]
        for role in order {
            if let text = try text(role, record) { return (text, role == .html) }
        }
        return (nil, false)
    }

    private func isTold(_ role: Role) -> Bool { paths.contains { $0.role == role && $0.isTold } }

    private func value(_ role: Role, _ record: JSONValue) -> JSONValue? {
        guard let entry = paths.first(where: { $0.role == role }) else { return nil }
        return entry.paths.lazy.compactMap { record[$0] }.first { $0 != .null }
    }

    private func text(_ role: Role, _ record: JSONValue) throws(DocumentError) -> String? {
        guard let value = value(role, record) else { return nil }
        if let text = value.text { return text.utf8.allSatisfy { $0 <= 0x20 } ? nil : text }
        let paragraphs = value.elements.compactMap(\.text)
        if role == .body || role == .html, !paragraphs.isEmpty, paragraphs.count == value.elements.count {
            return paragraphs.joined(separator: "\n\n")
        }
        // Under a usual name something else may stand, a number of seconds for a date: that is no fault.
        guard role == .body || isTold(role) else { return nil }
        throw DocumentError(
            "without-text", "the member for the \(role.rawValue) is of type \(value.kind), expected a string")
    }

    /// Names as texts, as objects with a `name`, or as lists of those.
    private func names(_ value: JSONValue?) -> [String] {
        switch value {
        case .text(let name): name.isEmpty ? [] : [name]
        case .array(let elements): elements.flatMap { names($0) }
        case .object: names(value?["name"])
        default: []
        }
    }
}
