internal import Documents

/// Reads a web page: the article's text, and what the page says about it.
///
/// Workers may share one: what it keeps between pages is memory for the next, nothing that is read.
public struct PageReader: Sendable {
    /// What is read of a page.
    public struct Options: Sendable, Hashable {
        /// Whether what readers wrote under the article is kept, as blocks after the body.
        public var keepsComments: Bool
        /// Whether it is told for every line of the page why it was kept or dropped; takes time.
        public var explains: Bool
        /// Whether a dateline stays in front of the body's first sentence, as it is printed, instead of becoming metadata.
        public var keepsDateline: Bool

        /// The article alone, unless told.
        public init(keepsComments: Bool = false, explains: Bool = false, keepsDateline: Bool = false) {
            self.keepsComments = keepsComments
            self.explains = explains
            self.keepsDateline = keepsDateline
        }
    }

    /// The parser that this build reads pages with, and its version.
    public static var parser: String { MarkupParser.name }

    /// What tells what one parser makes of pages from what the other does, in the version of a stage type that reads them.
    public static var parserVersion: Int { MarkupParser.version }

    /// What is read of a page.
    public var options: Options

    private let model: BlockModel
    private let parsers = MarkupParsers()

    /// Makes a reader.
    public init(_ options: Options = Options()) { self.init(options, model: .fitted) }

    /// Makes a reader that judges by another model than the one that ships, to measure it.
    package init(_ options: Options = Options(), model: BlockModel) {
        self.options = options
        self.model = model
    }

    /// A shorter text may be a stub of what the page declares.
    private static let shortestWhole = 1500

    /// A page with less has no text of its own.
    private static let shortestShown = 500

    /// Reads a whole page in any encoding that browsers know.
    /// - Parameters:
    ///   - bytes: The page.
    ///   - address: Where it was read; relative addresses are resolved against it when it is a URL.
    ///   - charset: The encoding that a header told; where there is none, it is found out.
    /// - Throws: ``ReadingError`` for what is no text.
    public func read(_ bytes: [UInt8], address: String, charset: String? = nil) throws(ReadingError) -> Page {
        let decoded = try CharsetDecoder.decode(bytes, label: charset, declaration: .markup)
        var read = draft(decoded.bytes, address: address)
        read.draft.metadata.charset = decoded.charset.name
        return Page(
            metadata: read.draft.metadata, evidence: read.evidence, blocks: read.draft.blocks,
            decisions: read.decisions)
    }

    /// Reads a whole page.
    /// - Parameter html: UTF-8.
    func draft(
        _ html: [UInt8], address: String
    ) -> (draft: ArticleDraft, evidence: [MetadataField: Evidence], decisions: [PageDecision]) {
        let tree = HTMLTree(html, parsers: parsers)
        var draft = ArticleDraft()
        let survey = PageSurvey(tree)
        let page = PageMetadata(tree, survey, locator: address, source: html)
        draft.metadata = page.metadata
        let candidates = PageCandidates(survey, page)
        let verdicts = candidates.verdicts(model)
        draft.blocks = zip(candidates.blocks, verdicts).filter(\.1).map(\.0.textBlock)
        let length = draft.blocks.reduce(0) { $0 + $1.text.utf8.count }
        if length < Self.shortestWhole {
            // Perhaps no more than a stub is shown.
            let declared = DeclaredBody.blocks(tree)
            if declared.reduce(0, { $0 + $1.text.utf8.count }) > length * 2 { draft.blocks = declared }
            takeScripted(html, into: &draft)
        }
        draft.metadata.captions = candidates.captions(verdicts)
        Self.trim(&draft)
        draft.settle(takesDateline: !options.keepsDateline)
        let comments = options.keepsComments ? PageComments.blocks(tree, outside: page.elements) : []
        var decisions: [PageDecision] = []
        if options.explains {
            decisions = PageExplanation(
                candidates, verdicts, metadata: page.elements, draft: draft, comments: comments
            ).decisions()
        }
        draft.blocks += comments
        return (draft, page.evidence, decisions)
    }

    /// Takes the text that only a script would draw, where there is next to none.
    private func takeScripted(_ html: [UInt8], into draft: inout ArticleDraft) {
        let length = draft.blocks.reduce(0) { $0 + $1.text.utf8.count }
        guard length < Self.shortestShown, let scripted = ScriptBody(html),
            scripted.blocks.reduce(0, { $0 + $1.text.utf8.count }) > length * 2
        else { return }
        draft.blocks = scripted.blocks
        if draft.metadata.title.isEmpty { draft.metadata.title = scripted.title }
    }

    /// Reads a fragment that is body throughout, such as a field of a feed; the draft isn't settled yet.
    static func readFragment(_ html: [UInt8], into draft: inout ArticleDraft) throws(ReadingError) {
        let survey = PageSurvey(HTMLTree(html))
        var builder = PageBlocks(survey)
        builder.add(survey.body)
        draft.blocks += builder.blocks.map(\.textBlock)
        draft.metadata.captions += builder.captions
    }

    /// Headings at the end head nothing.
    private static func trim(_ draft: inout ArticleDraft) {
        while draft.blocks.count > 1, draft.blocks.last?.kind == .heading { draft.blocks.removeLast() }
    }
}
