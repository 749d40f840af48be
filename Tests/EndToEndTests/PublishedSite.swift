import Foundation
import TestRandom
import TestSupport

/// A small corpus in two states, and what the pipeline for a digest publishes of it: a file of lines, a folder of pages and
/// a page, with records where documents are broken or come twice.
struct PublishedSite: Sendable {
    /// The two states of the corpus. Only the first has something for the records.
    enum Corpus: String { case first, second }

    /// All that is in the folder of what is published.
    struct Snapshot: Sendable {
        /// The paths of files and folders, hidden ones too.
        let names: Set<String>
        let files: [String: Data]
        /// What ``PublishedSite/artifact(_:)`` gives of each artifact.
        let artifacts: [[String: [UInt8]]]

        /// The paths of what isn't the same in both, or only in one.
        func differences(from other: Snapshot) -> [String] {
            names.union(other.names).filter {
                names.contains($0) != other.names.contains($0) || files[$0] != other.files[$0]
            }.sorted()
        }
    }

    static let artifactNames = ["articles.jsonl", "articles", "digest.html"]

    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        var random = SeededRandom(seed: 7)
        for number in 0..<300 {
            let text = Self.text(number, &random)
            try folder.add("first/\(number % 7)/\(number).txt", text: text)
            // Some stay, some change, some go, some come.
            switch number % 4 {
            case 0: try folder.add("second/\(number % 7)/\(number).txt", text: text)
            case 1, 2: try folder.add("second/\(number % 7)/\(number).txt", text: Self.text(number, &random))
            default: try folder.add("second/\(number % 7)/new-\(number).txt", text: Self.text(number, &random))
            }
            if number < 3 { try folder.add("first/again/\(number).txt", text: text + "\nMore.\n") }
        }
        try folder.add("first/broken.txt", text: "")
        try folder.add("second/large.txt", text: (0..<40).map { Self.text($0, &random) }.joined(separator: "\n"))
        // Once as it is, once with standard input, whose end the test decides.
        try folder.add("site.yaml", text: Self.definition(paths: "in"))
        try folder.add("waiting.yaml", text: Self.definition(paths: "in, \"-\""))
    }

    /// All that publishes and records, and little that takes time.
    private static func definition(paths: String) -> String {
        """
        galley: 1
        name: site
        state: out/.galley
        stages:
          read: { uses: ingest.files, with: { paths: [\(paths)] } }
          article: { uses: normalize.article, from: read }
          unique: { uses: normalize.deduplicate, from: article }
          lines: { uses: publish.jsonl, from: unique, with: { path: out/articles.jsonl } }
          pages: { uses: publish.markdown, from: unique, with: { path: out/articles } }
          digest: { uses: publish.digest, from: unique, with: { path: out/digest.html } }
        """
    }

    private static func text(_ number: Int, _ random: inout SeededRandom) -> String {
        let syllables = ["ba", "ri", "ton", "el", "mu", "sar", "ki", "vo", "den", "la", "pri", "os", "tem", "gu"]
        let paragraphs = (0..<2).map { _ in
            (0..<2).map { _ in
                let words = (0..<10).map { _ in (0..<3).map { _ in syllables[random.below(14)] }.joined() }
                return "The " + words.joined(separator: " ") + "."
            }.joined(separator: " ")
        }
        return "Report \(number)\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
    }

    /// Puts one of the states in the place that is read.
    func use(_ corpus: Corpus) throws {
        try? FileManager.default.removeItem(atPath: folder("in").text)
        try folder.link("in", to: corpus.rawValue)
    }

    /// Starts a run over the corpus.
    func start(readingInput: Bool = false) throws -> Program.Running {
        let run = try Program.start(
            ["run", readingInput ? "waiting.yaml" : "site.yaml", "--progress", "never"], folder: folder.path)
        if !readingInput { try run.input.close() }
        return run
    }

    /// Runs to the end, undisturbed.
    func publish(_ corpus: Corpus) throws -> (Snapshot, time: Duration) {
        try use(corpus)
        let start = ContinuousClock.now
        let result = try self.start().wait()
        let time = ContinuousClock.now - start
        guard result.code == (corpus == .first ? 2 : 0) else { throw Unexpected(description: result.messages) }
        return (try snapshot(), time)
    }

    struct Unexpected: Error, CustomStringConvertible { let description: String }

    /// All that is there now.
    func snapshot() throws -> Snapshot {
        let out = folder("out").text
        let names = FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String } ?? []
        return Snapshot(
            names: Set(names.filter { !isDatabase($0) }), files: try outcome(in: out), artifacts: try artifacts())
    }

    /// The artifacts as they are now, while nobody writes.
    func artifacts() throws -> [[String: [UInt8]]] {
        try Self.artifactNames.map { try artifact($0) ?? [:] }
    }

    /// The files of an artifact as a reader sees them; nil when it was replaced during the reading.
    func artifact(_ name: String) throws -> [String: [UInt8]]? {
        if name == "articles" { return try OpenFolder.read(folder("out/articles").text) }
        return ["": try folder.bytes("out/" + name)]
    }

    /// Whether a run has opened all of its artifacts.
    var isWriting: Bool { Self.artifactNames.allSatisfy { folder.has("out/.\($0).galley-partial") } }

    /// What stands in the place of an artifact.
    func inode(_ name: String) -> UInt64 {
        var status = stat()
        return stat(folder("out/" + name).text, &status) == 0 ? UInt64(status.st_ino) : 0
    }
}
