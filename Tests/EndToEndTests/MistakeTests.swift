import Foundation
import StageTesting
import Testing

/// What the compiler says of the likeliest mistakes of an author, in `Tests/Mistakes`, is what the page
/// `docs/when-it-doesnt-compile.md` shows. After a change that is meant, or with another compiler, write it anew with
/// `GALLEY_UPDATE_GOLDEN=1 swift test --filter MistakeTests`, and read the difference.
@Suite struct MistakeTests {
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    private static let folder = Program.project + "/Tests/Mistakes"

    @Test func thePageShowsWhatTheCompilerSays() throws {
        #expect(Self.names.count >= 10)
        let mistakes = try Self.names.map { try Mistake($0, in: Self.folder) }
        for mistake in mistakes { #expect(!mistake.messages.isEmpty, "\(mistake.name) compiles") }
        let page = Self.introduction + mistakes.map { $0.section }.joined()
        #expect(try Golden(Program.project + "/docs/when-it-doesnt-compile.md").difference(from: page) == nil)
    }

    private static let introduction = """
        # When it doesn't compile

        The likeliest mistakes of an author, and what the compiler says of them. What compiles and is wrong all the same is
        found by [`checkStage`](testing-a-stage.md#what-is-checked). The tests compile every piece of this page.

        """
}

/// A file with a mistake: a title and the way out in comments at its head, the mistake itself between `>>>` and `<<<`.
private struct Mistake {
    let name: String
    let messages: [String]
    private let title: String
    private let wayOut: String
    private let code: String

    init(_ name: String, in folder: String) throws {
        self.name = name
        let lines = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let head = lines.prefix { $0.hasPrefix("//") }.map { $0.dropFirst(3) }
        title = String(try #require(head.first))
        wayOut = head.dropFirst(2).joined(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasSuffix("// >>>") })
        let end = try #require(lines.firstIndex { $0.hasSuffix("// <<<") })
        code = lines[start + 1..<end].joined(separator: "\n")
        messages = try Compiler.messages(of: "\(folder)/\(name)")
    }

    var section: String {
        """

        ## \(title)

        ```swift
        \(code)
        ```

        ```text
        \(messages.joined(separator: "\n"))
        ```

        \(wayOut)

        """
    }
}
