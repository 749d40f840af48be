import Foundation
import StageTesting
import Testing

/// Definitions as people write them who get them wrong, in `Tests/Gallery/bad`, and beside each the exact words that they
/// are told. After a change that is meant, write these anew with
/// `GALLEY_UPDATE_GOLDEN=1 swift test --filter GalleryTests`, and read the difference.
@Suite struct GalleryTests {
    private static let folder = Program.project + "/Tests/Gallery"
    static let names = names(ending: ".yaml")

    private static func names(ending suffix: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/bad")) ?? [])
            .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    }

    @Test(arguments: names) func itsAuthorIsTold(name: String) throws {
        let result = try Program.run(
            ["check", "bad/\(name).yaml"], environment: ["COLUMNS": "100"], folder: Self.folder)
        #expect(result.output.isEmpty)
        #expect([0, 65].contains(result.code))
        #expect((result.code == 65) == result.messages.contains(": error: "))
        #expect(try Golden(Self.folder + "/bad/\(name).txt").difference(from: result.messages) == nil)
    }

    @Test func thereAreEnoughOfThem() {
        #expect(Self.names.count >= 80)
        if !Golden.isUpdating { #expect(Self.names(ending: ".txt") == Self.names) }
    }

    /// What is legal but unwise is, with `--strict`, as bad as what is wrong; what is about files isn't.
    @Test func strictTakesWarningsForErrors() throws {
        let usual = try problems()
        let strict = try problems("--strict")
        #expect(usual.contains { $0.severity == "warning" } && usual.contains { $0.severity == "error" })
        #expect(strict.map(\.code).sorted() == usual.map(\.code).sorted())
        for problem in strict {
            #expect(problem.severity == (problem.code.hasPrefix("file.") ? "warning" : "error"), "\(problem)")
        }
    }

    private struct Problem: Decodable {
        let code, severity, message: String
    }

    private func problems(_ more: String...) throws -> [Problem] {
        let paths = Self.names.map { "bad/\($0).yaml" }
        let result = try Program.run(["check", "--format", "json"] + more + paths, folder: Self.folder)
        return try JSONDecoder().decode([Problem].self, from: Data(result.output.utf8))
    }
}
