internal import Documents
internal import Files
internal import PublishKit
internal import StageKit

/// `publish.markdown`: a folder with a page an article.
struct PublishMarkdown: Sink {
    /// Options of `publish.markdown`.
    struct Configuration: StageConfiguration {
        @Option("the folder to write; it is replaced as a whole", isRequired: true) var path: Path = "articles"

        /// `articles`.
        init() {}

        var problems: [OptionProblem] { path.problems(as: .folder) }
    }

    static var name: String { "publish.markdown" }
    static var version: Int { 2 }
    static var summary: String { "writes a folder with a Markdown page an article" }
    static var discussion: String {
        """
        Each page has front matter in YAML (`title`, `subtitle`, `authors`, `published`, `site`, `url`, `dateline`, \
        `language`, `words`, `keyphrases`, `summary`, `source`, `id`; what isn't known is left out), the title as heading, \
        the summary as block quotation, and the body in CommonMark, with the levels of its headings and its lists in lists. Characters that would be markup are escaped, so a text \
        shows as it was. `language` is the detected one, or else the declared one. An article without a title is headed \
        by its first words in italics, and has no `title` in its front matter.

        A page is named by the title in ASCII letters and the first eight digits of the identity, such as \
        `harbour-bridge-closes-1a2b3c4d.md`; where that name is taken, by the whole identity.

        The folder is written beside its place and put there in one step at the end: pages of articles that are gone go \
        with the old folder. A folder that holds anything and wasn't made by a run (it has no file `.galley-artifact`) is \
        refused, and so is a second run that writes the same folder at the same time.
        """
    }
    static var examples: [StageExample] {
        [
            StageExample(
                "text that looks like markup", options: "path: articles",
                input: """
                    Bridge closes *at last*

                    1. May saw the end of the bridge.
                    """,
                layers: { _ in [Language(code: "en", confidence: 1), Keyphrases([])] },
                output: #"""
                    ---
                    title: "Bridge closes *at last*"
                    language: "en"
                    source: "example.txt"
                    id: "bae53666455b8cc6f2e95e0213a52878"
                    ---

                    # Bridge closes \*at last\*

                    1\. May saw the end of the bridge.
                    """#)
        ]
    }

    typealias Reads = Layers<Maybe<Language>, Maybe<Statistics>, Maybe<Keyphrases>, Maybe<Summary>>

    private let path: Path

    init(_ configuration: Configuration, _ context: StageContext) {
        path = Path(FilePath(configuration.path.text).withoutTrailingSlashes.text)
    }

    var artifacts: [Artifact] { [Artifact(path, isFolder: true)] }

    func obstacles() -> [OptionProblem] { path.obstacles(as: .folder) }

    func prepare(_ article: Article, _ layers: Reads) -> MarkdownPage { MarkdownPage(article, layers) }

    func makeWriter() throws -> PageFolderWriter { try PageFolderWriter(path) }
}

/// Writes pages into a folder.
struct PageFolderWriter: ArtifactWriter {
    private var folder: AtomicFolder
    /// What the name of the last page was made of; nil where it depends on another page, and isn't the page's own.
    private var last: (slug: String, id: DocumentID)?

    init(_ path: Path) throws(PublishError) {
        folder = try publishing(.cannotCreate) { () throws(FileError) in try AtomicFolder(FilePath(path.text)) }
    }

    mutating func write(_ page: MarkdownPage) throws(PublishError) {
        try put(PageName.slug(page.article.title), page.article.id) { folder, name throws(FileError) in
            try folder.write(page.bytes, to: name)
        }
    }

    var place: [UInt8]? {
        last.map { slug, id in
            var archive = ArchiveWriter()
            slug.store(in: &archive)
            id.store(in: &archive)
            return archive.bytes
        }
    }

    static func location(of place: [UInt8]) -> PieceLocation? {
        parts(of: place).map { .file(file($0.slug, $0.id, attempt: 1)) }
    }

    private static func parts(of place: [UInt8]) -> (slug: String, id: DocumentID)? {
        var reader = ArchiveReader(place)
        guard let slug = try? String(from: &reader), let id = try? DocumentID(from: &reader) else { return nil }
        return (slug, id)
    }

    mutating func keep(_ place: [UInt8]) throws(PublishError) {
        guard let (slug, id) = Self.parts(of: place) else {
            throw PublishError(.inputOutput, "the place of a page that was published can't be read")
        }
        let old = Self.file(slug, id, attempt: 1)
        try put(slug, id) { folder, name throws(FileError) in try folder.keep(old, as: name) }
    }

    private mutating func put(
        _ slug: String, _ id: DocumentID, _ body: (inout AtomicFolder, String) throws(FileError) -> Void
    ) throws(PublishError) {
        try publishing(.inputOutput) { () throws(FileError) in
            var attempt = 1
            while true {
                do throws(FileError) {
                    try body(&folder, Self.file(slug, id, attempt: attempt))
                    last = attempt == 1 ? (slug, id) : nil
                    return
                } catch {
                    // The file system tells, so no list of names is kept; a document that comes twice has two pages.
                    guard error.isTaken else { throw error }
                    attempt += 1
                }
            }
        }
    }

    private static func file(_ slug: String, _ id: DocumentID, attempt: Int) -> String {
        PageName.name(slug, id, attempt: attempt) + ".md"
    }

    mutating func finish() throws(PublishError) {
        try publishing(.inputOutput) { () throws(FileError) in try folder.finish() }
    }

    var pending: [PendingArtifact] { PendingArtifact.all(folder.pending) }

    mutating func commit() throws(PublishError) {
        try publishing(.inputOutput) { () throws(FileError) in try folder.commit() }
    }

    mutating func abandon() { folder.abandon() }
}
