internal import Documents
internal import Files
internal import Reading
internal import StageKit

/// `ingest.files`: reads articles from files.
struct IngestFiles: Source {
    /// What files hold.
    enum Format: String, OptionChoice {
        case auto, text, markdown, html, json, jsonl
    }

    /// Options of `ingest.files`.
    struct Configuration: StageConfiguration {
        @Option("files, folders and patterns; '-' is standard input", isRequired: true) var paths = ["articles/**"]
        @Option("patterns of files and folders to leave out") var exclude: [String] = []
        @Option("what the files hold; auto goes by the suffix, then by the content") var format = Format.auto
        @Option("the character encoding of files that aren't UTF-8 and don't begin with a byte order mark") var charset:
            String? = nil
        @Option("JSON: which members hold title, body, html, url, published, authors, language")
        var fields: [String: String] = [:]
        @Option("the greatest document, expanded", in: ByteSize(bytes: 1)...ByteSize(bytes: 1 << 30))
        var maximumSize = ByteSize.megabytes(20)

        /// Reads `articles/**`.
        init() {}

        func validate() throws(OptionError) {
            guard !paths.isEmpty else {
                throw OptionError("paths", "names nothing to read", help: "give a file, a folder or a pattern")
            }
            guard paths.count(where: { $0 == "-" }) <= 1 else {
                throw OptionError("paths", "names standard input twice", help: "leave one '-'")
            }
            try Self.check("paths", paths.filter { $0 != "-" })
            try Self.check("exclude", exclude)
            try FieldMapping.check(fields)
            if let charset, !ArticleReader.knowsCharset(charset) {
                throw OptionError(
                    "charset", "names no encoding that is known", help: "for example windows-1252 or utf-16le")
            }
        }

        private static func check(_ option: String, _ patterns: [String]) throws(OptionError) {
            for pattern in patterns {
                do throws(Glob.Malformed) {
                    _ = try Glob(pattern)
                } catch {
                    throw OptionError(
                        option, "has the pattern '\(pattern)', which \(error.reason)",
                        help: "write a backslash before a character that is meant as it is")
                }
            }
        }
    }

    static var name: String { "ingest.files" }
    static var summary: String { "reads articles from files" }
    static var discussion: String {
        """
        A path is a file, a folder (all files in it, at any depth), or a pattern: `*` any run of characters, `?` one, \
        `[a-z]` one of a set, `{a,b}` one of several texts, `**` any number of folders. Names that begin with a dot are \
        left out unless a pattern names the dot. Files come folder by folder, names in bytewise order, each once. Links \
        to files are followed, links to folders only where a path names them.

        | suffix | read as |
        | --- | --- |
        | `.txt`, `.text` | one plain text |
        | `.md`, `.markdown` | one Markdown text |
        | `.html`, `.htm`, `.xhtml` | one web page |
        | `.json` | one record, or an array of records |
        | `.jsonl`, `.ndjson` | a record a line |
        | others | what the content looks like |

        Files that are compressed by gzip or Zstandard are expanded, `.gz` and `.zst` don't count as suffixes.

        Of a record, `fields` tells which member holds what, `fields: { title: headline, body: content.text }`; members \
        inside others are named with dots. What it doesn't tell is looked for under usual names: \
        \(FieldMapping.usualNames). Paragraphs are separated by blank lines, or come as a list.

        Quarantined, with what could be read: `unreadable` files, `empty` ones, those that are `too-large`, whose \
        compression is `damaged`, what isn't valid `json`, and records `without-text`.
        """
    }

    private var configuration: Configuration
    private let opener: DocumentOpener

    init(_ configuration: Configuration, _ context: StageContext) {
        self.configuration = configuration
        opener = DocumentOpener(
            format: configuration.format, charset: configuration.charset,
            mapping: FieldMapping(configuration.fields), limit: configuration.maximumSize.bytes,
            signal: context.signal)
    }

    var readsStandardInput: Bool { configuration.paths.contains("-") }

    func reads(_ path: Path) -> Bool {
        let globs = configuration.paths.filter { $0 != "-" }.compactMap { try? Glob($0) }
        let excluded = configuration.exclude.compactMap { try? Glob($0) }
        return FolderWalk.finds(FilePath(path.normalized), globs, excluding: excluded)
    }

    func reading(_ paths: [Path]) -> IngestFiles? {
        var other = self
        other.configuration.paths = paths.map(\.text)
        return other
    }

    func makeReader() throws -> FilesReader { FilesReader(try selection, opener) }

    func survey() throws -> Survey { try FilesSurvey(try selection, opener).survey }

    private var selection: FileSelection {
        get throws { try FileSelection(configuration.paths, excluding: configuration.exclude) }
    }
}
