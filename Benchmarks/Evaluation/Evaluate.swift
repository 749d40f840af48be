import Documents
import Foundation
import Prose

/// Measures keyphrases, summaries and what is read of pages on labelled data that isn't part of the project.
///
///     swift run -c release GalleyEvaluate keyphrases FOLDER        # docsutf8/*.txt, keys/*.key
///     swift run -c release GalleyEvaluate summaries FILE [METHOD]  # JSON Lines: article, highlights
///     swift run -c release GalleyEvaluate extraction FOLDER [--answers FILE] [--worst N]
///     swift run -c release GalleyEvaluate snippets FOLDER [MODELS] # pages/*.html, labels.json: with, without
///     swift run -c release GalleyEvaluate titles FOLDER [MODELS]   # NAME/source.html, NAME/expected-metadata.json
///     swift run -c release GalleyEvaluate pages FOLDER [MODELS]    # *.html: all that is read, as JSON Lines
///     swift run -c release GalleyEvaluate features FOLDER [MODELS] # pages: the numbers that a model is trained on
///     swift run -c release GalleyEvaluate feeds FOLDER             # *.xml, *.json: what is expected in a comment
///     swift run -c release GalleyEvaluate texts FOLDER             # *.txt: how long reading takes
///
/// MODELS are what `train-pages.py --folds` leaves: each page is read by a model that hasn't seen it.
@main
enum Evaluate {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let isModelGiven = arguments.count == 3 && !["summaries", "extraction"].contains(arguments.first)
        let models = try isModelGiven ? PageModels(file: arguments[3]) : PageModels()
        switch (arguments.first, arguments.count) {
        case ("keyphrases", 2): try KeyphraseEvaluation(folder: arguments[2]).run()
        case ("summaries", 2...): try SummaryEvaluation(file: arguments[2], options: arguments.dropFirst(2)).run()
        case ("extraction", 2...): try extraction(arguments.dropFirst())
        case ("snippets", 2...3): try PageEvaluation(folder: arguments[2]).snippets(models)
        case ("feeds", 2): try FeedEvaluation(folder: arguments[2]).run()
        case ("texts", 2): try PageEvaluation.texts(folder: arguments[2])
        case ("pages", 2...3): try PageDump.run(folder: arguments[2], models)
        case ("features", 2...3): try PageDump.features(folder: arguments[2], models)
        case ("titles", 2...3): try PageEvaluation.titles(folder: arguments[2], models)
        default:
            print("usage: GalleyEvaluate keyphrases FOLDER | summaries FILE [METHOD [POSITION [REDUNDANCY]]]")
            print("       GalleyEvaluate snippets|titles|pages|features FOLDER [MODELS] | feeds|texts FOLDER")
        }
    }
}

extension Evaluate {
    /// `FOLDER [--answers FILE] [--worst N]`.
    private static func extraction(_ arguments: ArraySlice<String>) throws {
        func value(_ name: String) -> String? {
            arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.endIndex ? arguments[$0 + 1] : nil }
        }
        let worst = value("--worst").flatMap { Int($0) } ?? 0
        try ExtractionEvaluation(folder: arguments[arguments.startIndex], answers: value("--answers"), worst: worst)
            .run()
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
