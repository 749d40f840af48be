internal import TestRandom
internal import TestSupport

/// Makes files as newsrooms have them, and as nobody should have them.
struct FileMaker {
    private var number = 0
    /// Articles that were made so far, to be told again.
    private var told: [(title: String, paragraphs: [String])] = []

    /// A file with its name.
    mutating func next(_ random: inout SeededRandom) -> (name: RawPath, Corpus.Entry) {
        number += 1
        let name = "\(random.pick(["wire", "Æther", "sp ace", "q'uote\"", "-dash", "\u{202E}rtl", "#x"]))-\(number)"
        switch random.below(20) {
        case 0...4: return (RawPath(name + random.pick([".txt", ".text", ".TXT", ""])), text(&random))
        case 5, 6: return (RawPath(name + ".md"), markdown(&random))
        case 7, 8: return (RawPath(name + random.pick([".html", ".htm"])), page(&random))
        case 9: return (RawPath(name + ".json"), .file(Array(record(&random).utf8), documents: 1))
        case 10: return (RawPath(name + ".json"), array(&random))
        case 11, 12: return (RawPath(name + random.pick([".jsonl", ".ndjson"])), lines(&random))
        case 13, 14: return compressed(name, &random)
        case 15: return (RawPath(name + ".txt"), foreign(&random))
        case 16: return (hugeName(&random), text(&random))
        case 17: return (RawPath(name + ".txt"), .file([], documents: 1))
        case 18: return damaged(name, &random)
        default: return (RawPath(name + ".txt"), large(&random))
        }
    }

    /// A plain text: a new one, one told before, or nearly so.
    mutating func text(_ random: inout SeededRandom) -> Corpus.Entry {
        let (title, paragraphs) = article(&random)
        let byline = random.chance(30) ? "By Jane Roe\n\n" : ""
        return .file(Array("\(title)\n\n\(byline)\(paragraphs.joined(separator: "\n\n"))\n".utf8), documents: 1)
    }

    private mutating func article(_ random: inout SeededRandom) -> (title: String, paragraphs: [String]) {
        if !told.isEmpty, random.chance(30) {
            var (title, paragraphs) = random.pick(told)
            if random.chance(50) { title = "Update: " + title }
            // Nearly the same: a word more, or a paragraph less.
            if random.chance(60) { paragraphs[0] += " Updated." }
            if paragraphs.count > 2, random.chance(40) { paragraphs.removeLast() }
            return (title, paragraphs)
        }
        let prose = RandomProse(language: random.below(RandomProse.count))
        let made = (prose.title(&random), prose.paragraphs(random.number(in: 1...6), &random))
        told.append(made)
        return made
    }

    private mutating func markdown(_ random: inout SeededRandom) -> Corpus.Entry {
        let (title, paragraphs) = article(&random)
        let front =
            random.chance(50) ? "---\ntitle: \"\(title)\"\ndate: 2024-0\(random.number(in: 1...9))-11\n---\n" : ""
        let body = paragraphs.joined(separator: "\n\n* a point\n* another *one*\n\n> said\n\n```\ncode\n```\n\n")
        return .file(Array("\(front)# \(title)\n\n\(body)\n".utf8), documents: 1)
    }

    private mutating func page(_ random: inout SeededRandom) -> Corpus.Entry {
        let (title, paragraphs) = article(&random)
        let body = paragraphs.map { "<p>\($0) &amp; more" }.joined(separator: "\n")
        let end = random.chance(20) ? "<div><div><b>" : "</article></html>"
        return .file(
            Array(
                "<!doctype html><html lang=en><title>\(title)</title><nav>Home</nav><article><h1>\(title)</h1>\(body)\(end)"
                    .utf8), documents: 1)
    }

    private mutating func record(_ random: inout SeededRandom) -> String {
        let (title, paragraphs) = article(&random)
        let body = paragraphs.map { $0.replacing("\"", with: "\\\"") }.joined(separator: "\\n\\n")
        let members = [
            "\"title\":\"\(title.replacing("\"", with: "\\\""))\"", "\"body\":\"\(body)\"",
            "\"url\":\"https://example.org/\(number)\"", "\"published\":\"2024-05-0\(random.number(in: 1...9))\"",
            random.chance(10) ? "\"extra\":{\"a\":[1,2.5,null,true]}" : "\"author\":\"Jane Roe\"",
        ]
        return "{\(members.joined(separator: ","))}"
    }

    private mutating func array(_ random: inout SeededRandom) -> Corpus.Entry {
        let count = random.number(in: 1...4)
        let records = (0..<count).map { _ in record(&random) }
        return .file(Array("[\(records.joined(separator: ",\n"))]".utf8), documents: count)
    }

    private mutating func lines(_ random: inout SeededRandom) -> Corpus.Entry {
        let count = random.number(in: 1...12)
        let records = (0..<count).map { _ in
            random.chance(8) ? random.pick(["{\"title\":", "not json", "{\"title\":\"no text\"}"]) : record(&random)
        }
        return .file(Array((records.joined(separator: "\n") + random.pick(["", "\n"])).utf8), documents: count)
    }

    private mutating func compressed(_ name: String, _ random: inout SeededRandom) -> (RawPath, Corpus.Entry) {
        let isLines = random.chance(50)
        guard case .file(let bytes, let documents) = isLines ? lines(&random) : text(&random) else {
            return (RawPath(name), .file([], documents: 1))
        }
        let isGzip = random.chance(50)
        var packed = isGzip ? Packed.gzip(bytes) : Packed.zstd(bytes)
        let breaksOff = random.chance(15)
        if breaksOff { packed.removeLast(min(packed.count / 2, 40)) }
        let suffix = (isLines ? ".jsonl" : ".txt") + (isGzip ? ".gz" : ".zst")
        return (RawPath(name + suffix), .file(packed, documents: breaksOff ? nil : documents))
    }

    /// A text in an encoding that isn't UTF-8.
    private mutating func foreign(_ random: inout SeededRandom) -> Corpus.Entry {
        let (title, paragraphs) = article(&random)
        let text = "\(title)\n\n\(paragraphs.joined(separator: "\n\n"))\n"
        switch random.below(3) {
        case 0: return .file(text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : 0x3F }, documents: 1)
        case 1:
            return .file(
                [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, documents: 1)
        default: return .file([0xEF, 0xBB, 0xBF] + Array(text.utf8) + [0xC3, 0x28], documents: 1)
        }
    }

    /// A name as long as there can be one, or one that is no text.
    private mutating func hugeName(_ random: inout SeededRandom) -> RawPath {
        if random.chance(50) { return RawPath("\(number)" + String(repeating: "n", count: 240) + ".txt") }
        return RawPath(bytes: Array("latin-\(number)-".utf8) + [0xE9, 0x80, 0x0A, 0xFF] + Array(".txt".utf8))
    }

    private mutating func damaged(_ name: String, _ random: inout SeededRandom) -> (RawPath, Corpus.Entry) {
        switch random.below(5) {
        case 0:
            let noise = (0..<random.number(in: 100...3000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            return (RawPath(name + ".txt"), .file(noise, documents: 1))
        case 1: return (RawPath(name + ".json"), .file(Array("{\"title\": \"cut off".utf8), documents: nil))
        case 2: return (RawPath(name + ".txt"), .file(Array(" \n\t\n".utf8), documents: 1))
        case 3: return (RawPath(name + ".gz"), .file([0x1F, 0x8B, 8, 0, 1, 2, 3], documents: nil))
        default:
            let depth = String(repeating: "[", count: 5000)
            return (RawPath(name + ".json"), .file(Array(depth.utf8), documents: nil))
        }
    }

    private mutating func large(_ random: inout SeededRandom) -> Corpus.Entry {
        let prose = RandomProse(language: random.below(3))
        let text = prose.paragraphs(random.number(in: 60...250), &random).joined(separator: "\n\n")
        return .file(Array("\(prose.title(&random))\n\n\(text)\n".utf8), documents: 1)
    }
}
