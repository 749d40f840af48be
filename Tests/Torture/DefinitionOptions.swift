internal import TestRandom

/// Options of the stage types, as YAML.
enum DefinitionOptions {
    /// What sources read.
    static let paths = [
        "[in]", "[in/texts]", "[in/mixed, in/pages]", "[\"in/**/*.{txt,md,jsonl}\"]", "[\"in/[mt]*/**\"]",
        "[in/records, in/texts/stays.txt]", "[\"in/**\"]",
    ]

    /// Options for a stage type, none of them wrong.
    static func random(of type: String, _ random: inout SeededRandom) -> [(name: String, value: String)] {
        switch type {
        case "extract.language":
            random.chance(40)
                ? [("minimum-confidence", random.pick(["0", "0.3", "0.9"])), ("declared-fallback", "true")]
                : random.chance(30) ? [("languages", "[de, en]")] : []
        case "extract.sentences": random.chance(20) ? [("abbreviations", "[Inc., harbour.]")] : []
        case "extract.keyphrases": random.chance(50) ? [("count", "\(random.number(in: 1...30))")] : []
        case "extract.statistics": random.chance(40) ? [("words-per-minute", "\(random.number(in: 60...300))")] : []
        case "summarize.extractive":
            [("method", random.pick(["coverage", "lead", "lexrank", "textrank"]))].filter { $0.1 != "coverage" }
                + [
                    random.chance(50)
                        ? ("sentences", "\(random.number(in: 1...5))") : ("words", "\(random.number(in: 5...80))")
                ]
        case "normalize.deduplicate":
            random.chance(60)
                ? [
                    ("threshold", random.pick(["0.3", "0.5", "0.9", "1"])),
                    ("minimum-words", random.pick(["1", "5", "40"])),
                ]
                : []
        case "normalize.article": random.chance(50) ? [("minimum-words", "\(random.number(in: 1...60))")] : []
        case "ingest.files":
            random.chance(40)
                ? [("maximum-size", random.pick(["2 kB", "30 kB"]))]
                : random.chance(50) ? [("exclude", random.pick(["[\"**/*.gz\"]", "[\"**/b\", \"**/wire*\"]"]))] : []
        default: []
        }
    }
}
