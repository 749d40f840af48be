internal import Documents
internal import Files
internal import Reading
internal import StageKit

/// `ingest.files`: reads articles from files.
struct IngestFiles: Source {
    /// What files hold.
    enum Format: String, OptionChoice {
        case auto, text, markdown, html, json, jsonl, csv, feed, press, mail, mbox, epub, docx, odt, pdf, warc, archive
    }

    /// Options of `ingest.files`.
    struct Configuration: StageConfiguration {
        @Option("files, folders and patterns; '-' is standard input", isRequired: true, choosesDocuments: true)
        var paths = ["articles/**"]
        @Option("patterns of files and folders to leave out", choosesDocuments: true) var exclude: [String] = []
        @Option("what the files hold; auto goes by the suffix, then by the content") var format = Format.auto
        @Option("the character encoding of files that aren't UTF-8 and don't begin with a byte order mark") var charset:
            String? = nil
        @Option("JSON, CSV: which members or columns hold title, body, html, url, published, authors, language")
        var fields: [String: String] = [:]
        @Option("the greatest document, expanded", in: ByteSize(bytes: 1)...ByteSize(bytes: 1 << 30))
        var maximumSize = ByteSize.megabytes(20)
        @Option("archives: patterns of the entries that are read; unless given, those whose names tell what they are")
        var entries: [String] = []
        @Option("archives: one of more entries isn't read further", in: 1...1_000_000_000)
        var maximumEntries = 1_000_000
        @Option("web archives: the HTTP statuses of the answers that are read") var statuses = [200]
        @Option("web archives: compares records with their digests, which takes longer") var verifyDigests = false

        /// Reads `articles/**`.
        init() {}

        var problems: [OptionProblem] {
            var problems: [OptionProblem] = []
            if paths.isEmpty {
                problems.append(
                    OptionProblem("paths", "names nothing to read", help: "give a file, a folder or a pattern"))
            }
            problems += Self.problems(of: paths, "paths") + Self.problems(of: exclude, "exclude")
            problems += Self.problems(of: entries, "entries")
            problems += FieldMapping.problems(of: fields)
            if !fields.isEmpty, ![.auto, .json, .jsonl, .csv].contains(format) {
                problems.append(
                    .warning(
                        "fields", "has no effect on format \(format.rawValue), which has no members",
                        help: "remove it, or read the files as json, jsonl or csv"))
            }
            if let charset, !ArticleReader.knowsCharset(charset) {
                problems.append(
                    OptionProblem(
                        "charset", "names no encoding that is known", help: "for example windows-1252 or utf-16le"))
            }
            return problems
        }

        private static func problems(of patterns: [String], _ option: String) -> [OptionProblem] {
            var seen: Set<String> = []
            return patterns.enumerated().compactMap { place, pattern in
                if !seen.insert(pattern).inserted { return twice(pattern, at: place, option) }
                if pattern == "-", option == "paths" { return nil }
                do throws(Glob.Malformed) {
                    _ = try Glob(pattern)
                    return nil
                } catch {
                    return OptionProblem(
                        option, at: .element(place), "has the pattern '\(pattern)', which \(error.reason)",
                        help: "write a backslash before a character that is meant as it is")
                }
            }
        }

        private static func twice(_ pattern: String, at place: Int, _ option: String) -> OptionProblem {
            if pattern == "-", option == "paths" {
                return OptionProblem(
                    option, at: .element(place), "names standard input twice", help: "leave one '-'")
            }
            return .warning(
                option, at: .element(place), "names '\(pattern)' twice, and every file counts once",
                help: "remove one of them")
        }
    }

    static var name: String { "ingest.files" }
    static var version: Int { 3 }
    static var summary: String { "reads articles from files" }
    static var discussion: String {
        """
        A path is a file, a folder (all files in it, at any depth), or a pattern: `*` any run of characters, `?` one, \
        `[a-z]` one of a set, `{a,b}` one of several texts, `**` any number of folders. Names that begin with a dot are \
        left out unless a pattern names the dot. Files come folder by folder, names in bytewise order, each once. Links \
        to files are followed, links to folders only where a path names them. Folders in which runs keep their records are \
        passed over, unless a path names them.

        | suffix | read as |
        | --- | --- |
        | `.txt`, `.text` | one plain text |
        | `.md`, `.markdown` | one Markdown text |
        | `.html`, `.htm`, `.xhtml` | one web page |
        | `.json` | one record, or an array of records |
        | `.jsonl`, `.ndjson` | a record a line |
        | `.csv`, `.tsv` | a record a row; the first names the columns |
        | `.rss`, `.atom`, `.rdf` | a feed, each entry of it |
        | `.nitf` | an item of the press |
        | `.eml`, `.mbox` | a message of mail, or each of a mailbox |
        | `.docx`, `.odt`, `.pdf` | one document |
        | `.epub` | a book, each chapter of it |
        | `.warc`, `.arc` | a web archive: its pages and texts |
        | `.zip`, `.tar`, `.tgz`, `.7z`, `.cpio` and more | an archive: each file in it, by its suffix |
        | others | what the content looks like |

        Files that are compressed by gzip or Zstandard are expanded, `.gz` and `.zst` don't count as suffixes. Archives are \
        read where they lie: nothing is unpacked to a disk. A document in one has its place behind the file's, as in \
        `crawl.warc.gz#4711` (the offset of the record) or `pages.zip#news/a.html`.

        Of web archives the answers of status 200 are read (`statuses`) that are pages or texts, and resources of these \
        types; relative addresses start from where they were fetched. Of archives those entries are read whose names tell \
        what they are, and archives in them, three deep at most; `entries` tells others.

        Feeds (RSS, Atom, RDF, JSON Feed), the press's standards (NITF, NewsML-G2, ninjs), mail, PDF and office documents \
        are known by their content too, so a feed may be called `news.xml` or `news.json`. A row's place is its line, \
        a message's its number, an entry's what the feed calls it: `feed.rss#urn:example:17`.

        Of a record, `fields` tells which member holds what, `fields: { title: headline, body: content.text }`; members \
        inside others are named with dots. What it doesn't tell is looked for under usual names: \
        \(FieldMapping.usualNames). So it is of a table's columns. Paragraphs are separated by blank lines, or come as a list.

        Quarantined, with what could be read: `unreadable` files, `empty` ones, those that are `too-large`, whose \
        compression is `damaged`, what isn't valid `json` or `csv`, what is no `feed`, and records `without-text`; of archives also what is \
        `damaged` or `encrypted` in them, archives that lie too deep (`nesting`) and, where `verify-digests` asks for it, \
        records whose bytes aren't those of their `digest`. What comes behind it is read.
        """
    }

    private var configuration: Configuration
    private let opener: DocumentOpener
    /// What the paths and `exclude` stand for; made once, since every sink asks.
    private var matcher: PathMatcher

    init(_ configuration: Configuration, _ context: StageContext) {
        self.configuration = configuration
        opener = DocumentOpener(
            format: configuration.format, charset: configuration.charset,
            mapping: FieldMapping(configuration.fields), limit: configuration.maximumSize.bytes,
            signal: context.signal, containers: Self.containers(configuration))
        matcher = Self.matcher(configuration)
    }

    private static func matcher(_ configuration: Configuration) -> PathMatcher {
        PathMatcher(
            configuration.paths.filter { $0 != "-" }.compactMap { try? Glob($0) },
            excluding: configuration.exclude.compactMap { try? Glob($0) })
    }

    private static func containers(_ configuration: Configuration) -> ContainerOptions {
        var options = ContainerOptions()
        if !configuration.entries.isEmpty {
            options.entries = PathMatcher(configuration.entries.compactMap { try? Glob($0) }, excluding: [])
        }
        options.maximumEntries = configuration.maximumEntries
        options.statuses = configuration.statuses
        options.verifiesDigests = configuration.verifyDigests
        return options
    }

    var readsStandardInput: Bool { configuration.paths.contains("-") }

    func reads(_ path: Path) -> Bool { matcher.matches(FilePath(path.normalized)) }

    func reading(_ paths: [Path]) -> IngestFiles? {
        var other = self
        other.configuration.paths = paths.map(\.text)
        other.matcher = Self.matcher(other.configuration)
        return other
    }

    func obstacles() -> [OptionProblem] {
        configuration.paths.enumerated().compactMap { place, path in
            do {
                if path != "-" { _ = try FileSelection.glob(path) }
                return nil
            } catch let error as SourceError {
                return .warning("paths", at: .element(place), "names nothing: \(error.message)", help: error.help)
            } catch {
                return nil
            }
        }
    }

    func makeReader() throws -> FilesReader { FilesReader(try selection, opener) }

    func survey() throws -> Survey { try FilesSurvey(try selection, opener).survey }

    private var selection: FileSelection {
        get throws { try FileSelection(configuration.paths, excluding: configuration.exclude) }
    }
}
