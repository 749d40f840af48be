internal import Documents
internal import Prose
internal import StageKit

/// `normalize.deduplicate`: leaves out articles that repeat an earlier one.
struct NormalizeDeduplicate: Selection {
    /// Options of `normalize.deduplicate`.
    struct Configuration: StageConfiguration {
        @Option(
            "the share of runs of four words in common from which on two texts are the same; 1 is exact", in: 0.3...1)
        var threshold = 0.7
        @Option("texts of fewer words are the same only when they are so to the letter", in: 1...1000)
        var minimumWords = 20

        /// A resemblance of 0.7.
        init() {}
    }

    static var name: String { "normalize.deduplicate" }
    static var summary: String { "leaves out articles that repeat an earlier one" }
    static var discussion: String {
        """
        The earliest article in corpus order is kept. What is left out is listed in `dropped/NAME.jsonl` among the run's \
        records, NAME being the pipeline's, with the article that is kept in its place and how alike they are: `duplicate` for the same text to \
        the letter, `near-duplicate` for a resemblance of at least `threshold`.

        Texts are compared without titles, by their words alone: case, punctuation and white space don't count. \
        Resemblance is the share of runs of four words in common (Broder 1997), estimated by MinHash with 128 places (Li, \
        Owen and Zhang 2012; Shrivastava 2017), candidates found by locality-sensitive hashing. A story that is told anew \
        resembles the other by less than 0.2, an agency's copy with a paragraph cut by 0.8 and more. Looks at the first \
        megabyte of a text. Holds about 700 bytes for each article that is kept, and lets articles pass as they come.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "another paper's copy, a word edited, is left out", options: "minimum-words: 10",
                input: """
                    Bridge closes

                    The harbour bridge will close on Monday for repairs, and ferries will take its place until spring.
                    ---
                    City loses its bridge

                    The harbour bridge will close on Monday for repairs, and ferries will take its place until summer.
                    ---
                    Rates rise

                    The central bank raised its main rate by half a point on Wednesday to slow the rise of prices.
                    """,
                output: """
                    {"title":"Bridge closes","text":"The harbour bridge will close on Monday for repairs, and ferries \
                    will take its place until spring."}
                    {"title":"Rates rise","text":"The central bank raised its main rate by half a point on Wednesday to \
                    slow the rise of prices."}
                    """)
        ]
    }

    typealias Input = Article

    private let configuration: Configuration

    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }

    func prepare(_ article: Article, _ layers: NoLayers) -> DeduplicationKey {
        DeduplicationKey(article.text, isComparedExactly: configuration.threshold == 1)
    }

    func makeSelector() -> Deduplication {
        Deduplication(threshold: configuration.threshold, minimumWords: configuration.minimumWords)
    }
}

/// What an article is compared by.
struct DeduplicationKey: Storable {
    let digest: Digest
    let sketch: TextSketch?

    func store(in archive: inout ArchiveWriter) {
        digest.store(in: &archive)
        sketch.store(in: &archive)
    }

    init(from archive: inout ArchiveReader) throws(ArchiveError) {
        digest = try Digest(from: &archive)
        sketch = try TextSketch?(from: &archive)
    }

    init(_ text: String, isComparedExactly: Bool) {
        digest = Digest(of: text)
        sketch = isComparedExactly ? nil : TextSketch(of: text)
    }
}

/// Goes through the corpus and remembers what was kept.
struct Deduplication: Selector {
    private let minimumWords: Int
    private var exact: [Digest: Int] = [:]
    private var near: SimilarityIndex
    private var locators: [String] = []
    /// Which article each text of the index is.
    private var indexed: [Int] = []

    init(threshold: Double, minimumWords: Int) {
        self.minimumWords = minimumWords
        near = SimilarityIndex(threshold: threshold)
    }

    mutating func judge(_ key: DeduplicationKey, _ locator: String) -> Verdict {
        if let kept = exact[key.digest] {
            return .leaveOut(code: "duplicate", inFavourOf: locators[kept], similarity: 1)
        }
        if let sketch = key.sketch, sketch.words >= minimumWords {
            if let (number, resemblance) = near.addUnlessFound(sketch) {
                return .leaveOut(
                    code: "near-duplicate", inFavourOf: locators[indexed[number]], similarity: resemblance)
            }
            indexed.append(locators.count)
        }
        exact[key.digest] = locators.count
        locators.append(locator)
        return .keep
    }
}
