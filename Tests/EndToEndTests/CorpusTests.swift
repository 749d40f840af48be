import Foundation
import TestSupport
import Testing

/// Corpora as they lie about: many files, odd names, things that are no files.
@Suite struct CorpusTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func clean(_ more: String...) throws -> Program.Result {
        try Program.run(
            ["run", "Pipelines/clean.yaml", "--format", "json", "--set", "input=\(folder.path)/in", "--set"]
                + ["output=\(folder.path)/out"] + more)
    }

    private func text(_ number: Int) -> String { "Bridge \(number)\n\nThe bridge number \(number) will close.\n" }

    private func lines() throws -> [PublishedLine] { try PublishedLine.read(folder.path + "/out/articles.jsonl") }

    private func quarantined() throws -> [QuarantinedLine] {
        try folder.text("out/.galley/quarantine/clean/index.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(QuarantinedLine.self, from: Data($0.utf8))
        }
    }

    @Test func fiveThousandSmallFiles() throws {
        for number in 0..<5000 { try folder.add("in/\(number % 50)/\(number).txt", text: text(number)) }
        let result = try clean()
        #expect(result.code == 0, "\(result.messages)")
        let lines = try lines()
        #expect(lines.count == 5000)
        #expect(Set(lines.map(\.id)).count == 5000)
        // In bytewise order of folders and names, whatever the file system has.
        let keys = lines.map { line in line.source.split(separator: "/").map { Array($0.utf8) } }
        #expect(
            zip(keys, keys.dropFirst()).allSatisfy {
                $0.lexicographicallyPrecedes($1) { $0.lexicographicallyPrecedes($1) }
            })
    }

    @Test func namesThatAreNoText() throws {
        try folder.add("in/new\nline.txt", text: text(1))
        try folder.add("in/ü \"quoted\" 'x'.txt", text: text(2))
        try folder.add("in/-rf", text: text(3))
        try folder.add("in/[a]{b}*?.txt", text: text(4))
        try folder.add("in/\u{1B}[31m.txt", text: text(5))
        // Two names that are no UTF-8, alike but for the bytes that aren't.
        for (byte, number) in [(UInt8(0xFF), 6), (UInt8(0xFE), 7)] {
            try Self.write(text(number), toBytes: Array((folder.path + "/in/bad-").utf8) + [byte] + Array(".txt".utf8))
        }
        let result = try clean()
        #expect(result.code == 0, "\(result.messages)")
        let lines = try lines()
        #expect(Set(lines.map(\.title)) == Set((1...7).map { "Bridge \($0)" }))
        #expect(lines.contains { $0.source.hasSuffix("/in/new\nline.txt") })
        #expect(lines.count { $0.source.contains("/in/bad-") } == 2)
    }

    @Test func brokenFilesWithNamesThatAreNoTextAreAllKept() throws {
        for byte in [UInt8(0xFF), 0xFE] {
            try Self.write("", toBytes: Array((folder.path + "/in/bad-").utf8) + [byte] + Array(".txt".utf8))
        }
        try folder.add("in/new\nline.txt", text: "")
        let result = try clean()
        #expect(result.code == 2, "\(result.messages)")
        #expect(try quarantined().count == 3)
        let names = try folder.names("out/.galley/quarantine/clean")
        for line in try quarantined() { #expect(names.contains(line.file)) }
    }

    @Test func aFileThatIsTooLargeIsQuarantined() throws {
        try folder.add("in/good.txt", text: text(1))
        try folder.add("in/large.txt", [UInt8](repeating: 97, count: 3000))
        try folder.add("in/bomb.txt.zst", Packed.zstdBomb(megabytes: 2))
        try folder.add(
            "small.yaml",
            text: """
                galley: 1
                name: clean
                stages:
                  read: { uses: ingest.files, with: { paths: ["\(folder.path)/in"], maximum-size: 2kB } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out/articles.jsonl" } }
                """)
        let result = try Program.run(["run", folder.path + "/small.yaml", "--state", folder.path + "/out/.galley"])
        #expect(result.code == 2, "\(result.messages)")
        #expect(try lines().map(\.title) == ["Bridge 1"])
        #expect(try quarantined().map(\.code) == ["too-large", "too-large"])
    }

    @Test func foldersMayBeDeep() throws {
        let deep = (0..<60).map { "folder\($0)" }.joined(separator: "/")
        try folder.add("in/\(deep)/a.txt", text: text(1))
        #expect(try clean().code == 0)
        #expect(try lines().map(\.source) == ["\(folder.path)/in/\(deep)/a.txt"])
    }

    @Test(.timeLimit(.minutes(20))) func linksThatGoRoundEnd() throws {
        try folder.add("in/a/one.txt", text: text(1))
        try folder.link("in/a/up", to: folder.path + "/in")
        try folder.link("in/a/self", to: "self")
        try folder.link("in/a/nowhere.txt", to: "/nowhere/at/all.txt")
        try folder.link("in/b.txt", to: "a/one.txt")
        let result = try clean()
        #expect(result.code == 2, "\(result.messages)")
        #expect(try lines().map { $0.source.dropFirst(folder.path.count + 4) } == ["a/one.txt", "b.txt"])
        #expect(try quarantined().allSatisfy { $0.code == "unreadable" && !$0.reason.isEmpty })
        #expect(
            try Set(quarantined().map { $0.source.dropFirst(folder.path.count + 4) }) == ["a/nowhere.txt", "a/self"])
    }

    /// A pipe would be waited for without end, a file without permission can't be opened; root may open any.
    @Test(.timeLimit(.minutes(20))) func whatCantBeReadIsQuarantined() throws {
        try folder.add("in/a.txt", text: text(1))
        #expect(mkfifo(folder.path + "/in/pipe.txt", 0o600) == 0)
        if geteuid() != 0 {
            try folder.add("in/locked.txt", text: text(2))
            chmod(folder.path + "/in/locked.txt", 0)
        }
        let result = try clean()
        #expect(try lines().map(\.title) == ["Bridge 1"])
        let expected = geteuid() == 0 ? ["pipe.txt"] : ["locked.txt", "pipe.txt"]
        #expect(result.code == 2, "\(result.messages)")
        #expect(try quarantined().map { String($0.source.split(separator: "/").last ?? "") } == expected)
    }

    private static func write(_ text: String, toBytes path: [UInt8]) throws {
        let folder = String(decoding: path.prefix(through: path.lastIndex(of: UInt8(ascii: "/")) ?? 0), as: UTF8.self)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = try #require(
            (path + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.flatMap { fopen($0, "w") } }
            })
        fputs(text, file)
        fclose(file)
    }
}
