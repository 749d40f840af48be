import Documents
import Foundation
import Prose

/// Measures keyphrases and summaries on labelled data that isn't part of the project.
///
///     swift run -c release GalleyEvaluate keyphrases FOLDER        # docsutf8/*.txt, keys/*.key
///     swift run -c release GalleyEvaluate summaries FILE [METHOD]  # JSON Lines: article, highlights
@main
enum Evaluate {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.count) {
        case ("keyphrases", 2): try KeyphraseEvaluation(folder: arguments[2]).run()
        case ("summaries", 2...): try SummaryEvaluation(file: arguments[2], options: arguments.dropFirst(2)).run()
        default: print("usage: GalleyEvaluate keyphrases FOLDER | summaries FILE [METHOD [POSITION [REDUNDANCY]]]")
        }
    }
}

/// Runs a body several times over and tells what one document costs at best, in microseconds of processor time.
func microseconds(per documents: Int, _ body: () -> Void) -> Double {
    func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
    let costs = (0..<7).map { _ in
        let start = processorTime()
        body()
        return processorTime() - start
    }
    return (costs.min() ?? 0) / Double(max(1, documents))
}
