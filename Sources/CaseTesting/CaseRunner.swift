public import Definition
internal import Diagnostics
internal import Documents
internal import Files
internal import Planning
internal import Runtime
internal import StageKit

/// Runs cases of a definition's own tests. Reads the files that they name, and writes nothing.
public enum CaseRunner {
    /// Runs cases, several at the same time.
    /// - Parameters:
    ///   - cases: Cases of `definition`.
    ///   - loader: What the definition was read with.
    ///   - jobs: How many at the same time, at most.
    /// - Returns: A result for every case, in the order of `cases`.
    @concurrent
    public static func run(
        _ cases: [TestCase], of definition: PipelineDefinition, _ loader: CaseLoader, jobs: Int
    ) async -> [CaseResult] {
        let definitions = loader.definitions(for: cases)
        return await withTaskGroup(of: (Int, CaseResult).self) { group in
            var waiting = cases.enumerated().makeIterator()
            var results: [(Int, CaseResult)] = []
            func start(_ next: (offset: Int, element: TestCase)) {
                let read = definitions[next.element.parameters]
                group.addTask { (next.offset, await run(next.element, of: definition, loader, read)) }
            }
            for _ in 0..<max(1, jobs) {
                if let next = waiting.next() { start(next) }
            }
            while let result = await group.next() {
                results.append(result)
                if let next = waiting.next() { start(next) }
            }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func run(
        _ testCase: TestCase, of definition: PipelineDefinition, _ loader: CaseLoader, _ read: CaseLoader.Read?
    ) async -> CaseResult {
        func result(_ verdict: CaseResult.Verdict, _ problems: [Diagnostic]) -> CaseResult {
            CaseResult(
                name: testCase.name.value, location: definition.location(testCase.name.range), verdict: verdict,
                problems: problems)
        }
        let (plan, diagnostics) = loader.plan(testCase, in: read)
        guard let plan else { return result(.broken, diagnostics.filter { $0.severity == .error }) }
        let missing = missingFiles(plan, definition)
        guard missing.isEmpty else { return result(.broken, missing) }
        let records = StageRecords()
        var options = RunOptions(jobs: 1)
        options.observer = records
        options.keepsRecords = false
        do {
            _ = try await Run(plan.plan, options: options).execute()
        } catch {
            let place = definition.location(testCase.input.range)
            return result(.broken, [problem(error, at: place)])
        }
        let differences = Comparison(plan, records, in: definition).differences
        return result(differences.isEmpty ? .passed : .failed, differences)
    }

    /// Files that aren't there; a pattern may find nothing, which the source tells.
    private static func missingFiles(_ plan: CasePlan, _ definition: PipelineDefinition) -> [Diagnostic] {
        plan.files.compactMap { file in
            let isPattern = file.value.utf8.contains { "*?[{\\".utf8.contains($0) }
            guard !isPattern, (try? File.status(FilePath(file.value))) == nil else { return nil }
            return .error(
                "test.no-file", "there is no file '\(file.value)'", at: definition.location(file.range),
                help: "files are named from the folder of the definition")
        }
    }

    private static func problem(_ error: any Error, at place: SourceLocation) -> Diagnostic {
        switch error {
        case let error as SourceError: .error("test.no-file", error.message, at: place, help: error.help)
        case RunError.imbalance(let message):
            .error(
                "test.run", "the account doesn't balance: \(message)", at: place,
                help: "this is a fault of Galley, please report it")
        case RunError.undeclared(_, _, let help): .error("test.run", "\(error)", at: place, help: help)
        default: .error("test.run", "the case can't be run: \(error)", at: place)
        }
    }
}
