internal import Documents

/// A sink that renders its documents and writes nothing: what a pipeline's tests put in the place of sinks.
package struct UnpublishedSink: OrderedRunner {
    private let sink: any OrderedRunner

    package init(_ sink: any OrderedRunner) { self.sink = sink }

    package var artifacts: [Artifact] { [] }
    package func obstacles() -> [OptionProblem] { [] }
    package func with(_ policy: DocumentPolicy?) -> any OrderedRunner { UnpublishedSink(sink.with(policy)) }

    package func prepare(
        _ content: any BatchContent, _ memory: StageMemory?, _ tally: inout Tally
    ) throws -> any PreparedContent {
        try sink.prepare(content, memory, &tally)
    }

    package func open(_ memory: StageMemory?, _ publication: (any PublicationMemory)?) -> any OrderedConsumer {
        Consumer()
    }

    private struct Consumer: OrderedConsumer {
        mutating func consume(
            _ prepared: any PreparedContent, _ settled: [PlacedSettled], _ tally: inout Tally
        ) -> Passed {
            tally.given += prepared.count
            return Passed()
        }

        mutating func finish(_ tally: inout Tally) -> (any BatchContent)? { nil }
        mutating func commit() {}
        mutating func abandon() {}
    }
}
