internal import TestRandom

/// A corpus and a definition that change from run to run, in a folder where all runs keep what they know.
struct ChangingPipeline {
    private(set) var corpus: Corpus
    private(set) var definition: Definition
    let workplace: Workplace
    /// What was changed so far, for a report.
    private(set) var edits: [String] = []
    var random: SeededRandom
    private var earlier: [(Corpus, Definition)] = []

    init(_ program: GalleyProgram, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        // Now and then more than goes into a batch.
        let size = random.chance(10) ? random.number(in: 100...250) : random.number(in: 8...60)
        corpus = Corpus(size: size, random: &random)
        definition = Definition(random: &random)
        workplace = try Workplace(program, corpus, definition)
    }

    /// Changes corpus, definition or what was published, one thing alone or several, or goes back to what was earlier.
    mutating func change() throws {
        earlier.append((corpus, definition))
        switch random.below(10) {
        // One change alone has nothing beside it that could give it away.
        case 0, 1: try changeCorpus(1, CorpusEdit.unseen)
        case 2: try changeCorpus(1)
        case 3, 4: try changePublished()
        case 5: edits.append(definition.edit(&random))
        case 6 where earlier.count > 1: try goBack()
        default:
            try changeCorpus(random.number(in: 1...4))
            if random.chance(40) { edits.append(definition.edit(&random)) }
            if random.chance(30) { try changePublished() }
        }
        try workplace.write(definition)
    }

    private mutating func changeCorpus(_ count: Int, _ kinds: [CorpusEdit] = CorpusEdit.allCases) throws {
        edits += try CorpusEdit.apply(count, of: kinds, to: &corpus, in: workplace.folder, &random)
    }

    private mutating func changePublished() throws {
        if let edit = try PublishedEdit.apply(to: definition, in: workplace, &random) { edits.append(edit) }
    }

    private mutating func goBack() throws {
        let (old, oldDefinition) = random.pick(earlier)
        try old.restore(in: workplace.folder, from: corpus)
        (corpus, definition) = (old, random.chance(50) ? oldDefinition : definition)
        edits.append("went back")
    }

    /// Changes the corpus while a run reads it. What that run publishes depends on the moment; the next must be right.
    /// - Returns: How the run ended.
    mutating func changeDuringRun() throws -> Ending {
        let run = try workplace.start(workplace.command(jobs: random.number(in: 1...3)))
        for _ in 0..<random.number(in: 1...6) {
            pause(microseconds: random.below(20_000))
            edits += try CorpusEdit.apply(1, to: &corpus, in: workplace.folder, &random).map { "meanwhile \($0)" }
        }
        return try run.wait()
    }
}
