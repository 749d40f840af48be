import Documents
import FoundationEssentials
import Reading

/// What is read of feeds against the expectation in a comment of each, as feedparser's tests write it:
/// `Expect: not bozo and entries[0]['title'] == 'Example'`. Conditions on what isn't read (images, licences) don't count.
struct FeedEvaluation {
    let files: [(name: String, bytes: [UInt8])]

    init(folder: String) throws {
        let manager = FileManager.default
        let names = try manager.subpathsOfDirectory(atPath: folder).filter { name in
            name.hasSuffix(".xml") || name.hasSuffix(".json")
        }
        files = try names.sorted().map { name in
            guard let data = manager.contents(atPath: "\(folder)/\(name)") else {
                throw CocoaError(.fileReadNoSuchFile)
            }
            return (name, Array(data))
        }
    }

    func run() {
        var (right, wrong, unread) = (0, 0, 0)
        var byField: [String: (right: Int, all: Int)] = [:]
        for (name, bytes) in files {
            // Where the tests' own server stands.
            guard let feed = try? FeedReader.read(bytes, address: "http://127.0.0.1:8097/\(name)") else {
                unread += 1
                print("not read\t\(name)")
                for condition in Expectation.conditions(in: bytes) where condition.isRead {
                    wrong += 1
                    byField[condition.field, default: (0, 0)].all += 1
                }
                continue
            }
            for condition in Expectation.conditions(in: bytes) {
                guard let found = condition.found(in: feed) else { continue }
                let isRight = condition.agrees(found)
                byField[condition.field, default: (0, 0)].all += 1
                if isRight {
                    right += 1
                    byField[condition.field, default: (0, 0)].right += 1
                } else {
                    wrong += 1
                    print("\(condition.field)\t\(name)\twanted \(condition.wanted)\tfound \(found)")
                }
            }
        }
        for (field, count) in byField.sorted(by: { $0.key < $1.key }) {
            print("\(field): \(count.right) of \(count.all)")
        }
        let share = Double(right) / Double(max(1, right + wrong))
        let cost = microseconds(per: files.count) { for file in files { _ = try? FeedReader.read(file.bytes) } }
        print(
            "feeds: \(files.count) files, \(unread) not read, \(right) of \(right + wrong) as expected ", terminator: ""
        )
        print("(\(share)), \(cost) µs a file")
    }
}

/// A comparison in a test's expectation.
private struct Expectation {
    /// `entries.title`, without numbers.
    let field: String
    /// The number of the entry.
    let entry: Int
    /// The number within a list, of authors for instance.
    let place: Int
    /// The Python literal.
    let wanted: String

    var isRead: Bool { Self.read.contains(field) }

    private static let read: Set<String> = [
        "feed.title", "feed.title_detail.value", "feed.link", "feed.language", "entries.title",
        "entries.title_detail.value", "entries.link", "entries.description", "entries.summary",
        "entries.summary_detail.value", "entries.content.value", "entries.content.language", "entries.language",
        "entries.author", "entries.author_detail.name", "entries.authors.name", "entries.published",
        "entries.published_parsed", "entries.updated", "entries.updated_parsed", "entries.created_parsed",
    ]

    /// The comparisons that a file states.
    static func conditions(in bytes: [UInt8]) -> [Expectation] {
        let text = readable(bytes)
        guard let start = text.range(of: "Expect:") else { return [] }
        let line = text[start.upperBound...].prefix { $0 != "\n" && $0 != "\r\n" }
        return split(line, at: " and ").compactMap { condition($0) }
    }

    /// The bytes as text, whatever wide encoding they are in: the comment is ASCII.
    private static func readable(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
    }

    private static func condition(_ text: Substring) -> Expectation? {
        let sides = split(text, at: "==")
        guard sides.count == 2 else { return nil }
        let left = sides[0].filter { !"()' \"".contains($0) }.replacing("[", with: ".").replacing("]", with: "")
        let parts = left.split(separator: ".")
        let numbers = parts.compactMap { Int($0) }
        let field = parts.filter { Int($0) == nil }.joined(separator: ".")
        return Expectation(
            field: field, entry: numbers.first ?? 0, place: numbers.dropFirst().first ?? 0, wanted: literal(sides[1]))
    }

    /// Splits where no quotation marks are open.
    private static func split(_ text: Substring, at mark: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var index = text.startIndex
        var quote: Character?
        while index < text.endIndex {
            if let open = quote {
                if text[index] == "\\" { index = text.index(after: index) } else if text[index] == open { quote = nil }
                if index == text.endIndex { break }
            } else if text[index] == "'" || text[index] == "\"" {
                quote = text[index]
            } else if text[index...].hasPrefix(mark) {
                parts.append(text[start..<index])
                index = text.index(index, offsetBy: mark.count)
                start = index
                continue
            }
            index = text.index(after: index)
        }
        return parts + [text[start...]]
    }

    /// The text of a Python literal; what is no text stays as it is.
    private static func literal(_ text: Substring) -> String {
        var out = ""
        var quote: Character?
        var isText = false
        var rest = text[...]
        while let character = rest.popFirst() {
            guard let open = quote else {
                if character == "'" || character == "\"" {
                    quote = character
                    isText = true
                }
                continue
            }
            if character == open {
                quote = nil
            } else if character == "\\", let escaped = rest.popFirst() {
                switch escaped {
                case "n": out += "\n"
                case "t": out += "\t"
                case "u", "x", "U":
                    let count = escaped == "u" ? 4 : escaped == "x" ? 2 : 8
                    if let value = UInt32(rest.prefix(count), radix: 16), let scalar = Unicode.Scalar(value) {
                        out.unicodeScalars.append(scalar)
                    }
                    rest = rest.dropFirst(count)
                default: out.append(escaped)
                }
            } else {
                out.append(character)
            }
        }
        return isText ? out : String(text.filter { $0 != " " })
    }

    /// What was read; nil for what isn't read at all.
    func found(in feed: Feed) -> String? {
        guard isRead else { return nil }
        switch field {
        case "feed.title", "feed.title_detail.value": return feed.title ?? ""
        case "feed.link": return feed.link ?? ""
        case "feed.language": return feed.language ?? ""
        default: break
        }
        guard feed.entries.indices.contains(entry) else { return "no entry" }
        let entry = feed.entries[entry]
        switch field {
        case "entries.title", "entries.title_detail.value": return entry.title ?? ""
        case "entries.link": return entry.link ?? ""
        case "entries.content.value": return (entry.content ?? entry.summary)?.plain ?? ""
        case "entries.description", "entries.summary", "entries.summary_detail.value":
            return (entry.summary ?? entry.content)?.plain ?? ""
        case "entries.content.language", "entries.language": return entry.language ?? "None"
        case "entries.author": return entry.authors.first ?? ""
        case "entries.author_detail.name", "entries.authors.name":
            return entry.authors.indices.contains(place) ? entry.authors[place] : ""
        case "entries.published", "entries.published_parsed", "entries.created_parsed": return entry.published ?? ""
        default: return entry.updated ?? entry.published ?? ""
        }
    }

    /// Whether what was read says the same: of HTML the text counts, of dates the moment, of people the name.
    func agrees(_ found: String) -> Bool {
        if field.hasSuffix("_parsed") || field.hasSuffix("published") || field.hasSuffix("updated") {
            return Self.moment(found) == Self.moment(wanted)
        }
        if field == "entries.author" {
            let name = wanted.split(separator: "(").first?.trimmingCharacters(in: .whitespaces) ?? ""
            return found == name || wanted.contains("@") && !name.contains(" ") && found.isEmpty
        }
        let ways = [true, false].map { FeedEntry.Text(wanted, isHTML: $0).plain }
        return ways.contains(FeedEntry.Text(found, isHTML: false).plain)
    }

    /// Seconds since 1970 of a tuple of numbers or of ISO 8601.
    private static func moment(_ text: String) -> Int? {
        let isTuple = text.hasPrefix("(")
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count >= 3 else { return nil }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (numbers[0], numbers[1], numbers[2])
        if numbers.count >= 6 { (parts.hour, parts.minute, parts.second) = (numbers[3], numbers[4], numbers[5]) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard let date = calendar.date(from: parts) else { return nil }
        var shift = 0
        if !isTuple, numbers.count >= 8 {
            shift = (numbers[6] * 60 + numbers[7]) * 60 * (text.dropFirst(10).contains("-") ? 1 : -1)
        }
        return Int(date.timeIntervalSince1970) + shift
    }
}
