import Files
import Foundation
import TestSupport
import Testing

@Suite struct FolderWalkTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for name in [
            "b.txt", "a.md", "a/deep/er.txt", "a/one.txt", "a-b/two.TXT", ".hidden/x.txt", "a/.secret.txt", "c/[1].txt",
            "c/ü.txt", "c/x{y}.txt",
        ] { try folder.add(name) }
    }

    private func found(_ patterns: [String], excluding excluded: [String] = []) throws -> [String] {
        var walk = FolderWalk(
            try patterns.map { try Glob(folder.path + "/" + $0) }, excluding: try excluded.map { try Glob($0) })
        var names: [String] = []
        while let entry = walk.next() {
            #expect(entry.problem == nil)
            names.append(String(entry.path.text.dropFirst(folder.path.count + 1)))
        }
        return names
    }

    @Test func everythingUnderAFolderInOrderWithoutHiddenNames() throws {
        #expect(
            try found(["**"]) == [
                "a/deep/er.txt", "a/one.txt", "a-b/two.TXT", "a.md", "b.txt", "c/[1].txt", "c/x{y}.txt", "c/ü.txt",
            ])
    }

    @Test func aFolderByItselfIsAllThatIsInIt() throws { #expect(try found(["a"]) == ["a/deep/er.txt", "a/one.txt"]) }

    @Test(arguments: [
        ("*.txt", ["b.txt"]), ("*/*.txt", ["a/one.txt", "c/[1].txt", "c/x{y}.txt", "c/ü.txt"]),
        ("**/*.txt", ["a/deep/er.txt", "a/one.txt", "b.txt", "c/[1].txt", "c/x{y}.txt", "c/ü.txt"]),
        ("a/**/er.txt", ["a/deep/er.txt"]), ("**/deep/**", ["a/deep/er.txt"]), ("?.txt", ["b.txt"]),
        ("c/?.txt", ["c/ü.txt"]), ("{a,c}/[!\\[]*.txt", ["a/one.txt", "c/x{y}.txt", "c/ü.txt"]),
        ("{a.md,b.txt}", ["a.md", "b.txt"]), ("c/\\[1\\].txt", ["c/[1].txt"]), ("c/x\\{y\\}.txt", ["c/x{y}.txt"]),
        ("[a-b].*", ["a.md", "b.txt"]), ("a/.*", ["a/.secret.txt"]), (".hidden/*", [".hidden/x.txt"]),
        ("./a/../b.txt", ["a/../b.txt"]), ("a*b*/*", ["a-b/two.TXT"]), ("nothing", []),
        ("{a,{b,c}}.{md,txt}", ["a.md", "b.txt"]),
    ])
    func patterns(pattern: String, expected: [String]) throws { #expect(try found([pattern]) == expected) }

    @Test func aFileThatSeveralPatternsMatchIsFoundOnce() throws {
        #expect(try found(["**/*.md", "a.md", "*"]) == ["a.md", "b.txt"])
    }

    @Test func whatIsExcludedIsLeftOut() throws {
        let left = try found(["**"], excluding: ["**/deep/**", "**/c", "**/*.md"])
        #expect(left == ["a/one.txt", "a-b/two.TXT", "b.txt"])
    }

    @Test func aLiteralPathIsNoPattern() throws {
        var walk = FolderWalk([Glob(literal: folder("c/[1].txt"))])
        #expect(walk.next()?.path == folder("c/[1].txt"))
        #expect(walk.next() == nil)
    }

    @Test func linksToFilesAreFollowedAndCirclesAreNot() throws {
        try folder.link("a/again.txt", to: "one.txt")
        try folder.link("a/circle", to: "..")
        try folder.link("named", to: "a")
        #expect(try found(["a/**"]) == ["a/again.txt", "a/deep/er.txt", "a/one.txt"])
        #expect(try found(["named/*.txt"]) == ["named/again.txt", "named/one.txt"])
    }

    @Test func whatCantBeReadIsReported() throws {
        try folder.link("dangling.txt", to: "nowhere")
        #expect(mkfifo(folder("pipe.txt").text, 0o600) == 0)
        var walk = FolderWalk([try Glob(folder.path + "/*.txt")])
        var problems: [String] = []
        while let entry = walk.next() { if let problem = entry.problem { problems.append(problem.description) } }
        #expect(
            problems == [
                "\(folder.path)/dangling.txt: No such file or directory",
                "\(folder.path)/pipe.txt: is a pipe, socket or device, not a file",
            ])
    }

    @Test(arguments: [
        ("", "is empty"), ("a[b", "has a '[' without its ']'"), ("a{b", "has a '{' without its '}'"),
        ("[z-a]", "has a range in [ ] that runs backwards"), ("a\\", "ends in a backslash"),
        (String(repeating: "{a,b}", count: 12), "stands for more than 1000 patterns"),
        (String(repeating: "a/", count: 80), "has more than 59 parts between slashes"),
    ])
    func whatIsNoPatternIsRefused(pattern: String, reason: String) {
        let error = #expect(throws: Glob.Malformed.self) { try Glob(pattern) }
        #expect(error?.reason == reason)
    }

    @Test func aHostilePatternIsQuick() throws {
        try folder.add(String(repeating: "a", count: 200))
        #expect(try found([String(repeating: "a*", count: 120) + "b"]) == [])
    }
}
