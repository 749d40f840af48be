import BuiltIn
import Definition
import Diagnostics
import Planning
import StageKit
import Testing

@testable import CaseTesting

/// A small pipeline, with tests to be tried.
enum Fixture {
    static let stages = """
        galley: 1
        name: news
        parameters: { language: en, output: { type: path, default: out } }
        stages:
          read: { uses: ingest.files, with: { paths: [none] } }
          article: { uses: normalize.article, from: read }
          unique: { uses: normalize.deduplicate, from: article }
          language: { uses: extract.language, from: unique }
          split: { uses: extract.sentences, from: language, when: { language: "${language}" } }
          summary: { uses: summarize.extractive, from: split, with: { sentences: 1 }, on-error: fail }
          lines: { uses: publish.jsonl, from: [language, summary], with: { path: "${output}/a.jsonl" } }

        """

    /// The results of a `tests` section.
    static func run(_ tests: String, stages: String = stages, jobs: Int = 2) async throws -> PipelineResult {
        let registry = try Registry(plugins: builtInPlugins)
        let file = SourceFile(path: "news.yaml", text: stages + tests)
        let (definition, problems) = DefinitionReader.read(file)
        #expect(problems.isEmpty, "\(TerminalRenderer().render(problems))")
        let read = try #require(definition)
        let loader = CaseLoader(file, overrides: [], environment: [:], registry: registry)
        let cases = await CaseRunner.run(read.tests, of: read, loader, jobs: jobs)
        return PipelineResult(path: "news.yaml", pipeline: read.name.value, cases: cases)
    }

    /// What is told of the only case, without the source lines.
    static func problems(_ tests: String, stages: String = stages) async throws -> [String] {
        let result = try await run(tests, stages: stages)
        return result.cases.flatMap(\.problems).flatMap { problem in
            let position = problem.location?.range.map { problem.location?.file.position(at: $0.start) } ?? nil
            let line = "\(position?.line ?? 0):\(position?.column ?? 0) \(problem.code): \(problem.message)"
            return [line] + problem.notes.map { "  " + $0.message } + (problem.help.map { ["  help: " + $0] } ?? [])
        }
    }
}
