internal import CommandLineKit
internal import Diagnostics
internal import Documents
internal import Fetching
internal import Files
internal import JSON
internal import Reading
internal import Rendering
internal import StageKit

/// `galley extract`: one page to an article.
enum ExtractCommand {
    /// How an article is printed.
    enum Format: String, Sendable, CaseIterable {
        case text, markdown, html, json
    }

    static let page = Argument.optionalPositional(
        "page", .file(), help: "The page: a file, which may be compressed, an address, or '-' for standard input.")
    static let address = Argument.option(
        "address", .text, valueName: "url",
        help: "Where the page was read: its addresses are resolved against it, and dates are looked for in it.")
    static let charset = Argument.option(
        "charset", .text, valueName: "name", help: "The encoding, where the page doesn't tell it or tells a wrong one.")
    static let comments = Argument.flag("comments", help: "Keep readers' comments, after the body.")
    static let explain = Argument.flag(
        "explain", help: "Tell for each block of the page why it was kept or dropped, and where metadata was found.")
    static let format = Argument.option(
        "format", .choice(Format.self), default: .text, help: "How the article is printed.")
    static let allow = Argument.options(
        "allow", .choice(Reach.self), valueName: "reach",
        help: "With 'private-addresses': ask an address of this machine or of a private network, too.")
    static let pages = Argument.option(
        "pages", .directory, valueName: "folder", help: "Read every NAME.html and NAME.html.gz in a folder.")
    static let output = Argument.option(
        "out", .file("json"), valueName: "file", help: "With '--pages': the file to write.")

    static let command = Command(
        "extract", abstract: "Read one page, and print its article.",
        discussion: """
            Reads a page as 'normalize.article' does, from a file or an address of the web, and prints the body: 'text' alone, 'markdown' with front matter, \
            'html' as a clean page, 'json' with all that is known. Files that aren't pages are read by their suffix: \
            plain text, Markdown, mail, documents in DOCX, ODT and PDF. Nothing is written.

            With '--explain' the article isn't printed, but where each of what is known was found and how sure it is, and \
            each block of the page, '+' for one that is kept and '-' for one that is dropped, with the reason.

            With '--pages' each page of a folder is read, and one JSON object is written: \
            {"NAME": {"articleBody": "…"}, …}. A page that can't be read has an empty body, and is told about.

            Exit codes: 0 done, 1 the page has no article, 2 some pages of a folder can't be read, 64 wrong command \
            line, 66 no input, 73 the file can't be written.
            """,
        examples: [
            .init("The text of an article", "galley extract seeds/pages/scientists-map-cold-water-reef.html"),
            .init("As Markdown", "galley extract seeds/pages/scientists-map-cold-water-reef.html --format markdown"),
            .init("Why is it what it is?", "galley extract seeds/pages/scientists-map-cold-water-reef.html --explain"),
        ],
        arguments: [page, address, charset, comments, explain, format, pages, output, allow]
    ) { try await run($0) }

    @concurrent
    private static func run(_ parsed: Parsed) async throws -> Int32 {
        if let folder = parsed[pages] {
            let isAlone =
                parsed[page] == nil && !parsed[explain] && parsed[address] == nil && parsed[charset] == nil
                && parsed[format] == .text && parsed[allow].isEmpty
            guard isAlone else {
                throw parsed.usageError("'--pages' reads a folder: it goes with '--out' and '--comments' only")
            }
            guard let output = parsed[output] else {
                throw parsed.usageError("'--pages' needs '--out', the file to write")
            }
            return try await PageFolder(FilePath(folder), keepsComments: parsed[comments]).write(to: output)
        }
        guard parsed[output] == nil else { throw parsed.usageError("'--out' goes with '--pages'") }
        guard let path = parsed[page] else {
            throw parsed.usageError("a page is needed: a file, or '-' for standard input")
        }
        if let label = parsed[charset], !ArticleReader.knowsCharset(label) {
            throw parsed.usageError("'\(label)' is no encoding that is known")
        }
        let raw = try document(path, parsed)
        return try show(raw, parsed)
    }

    private static func document(_ path: String, _ parsed: Parsed) throws -> RawDocument {
        let start = path.prefix(8).lowercased()
        if start.hasPrefix("http://") || start.hasPrefix("https://") { return try fetched(path, parsed) }
        let stream: ByteStream
        do throws(FileError) {
            stream = path == "-" ? ByteStream(standardInputUntil: { false }) : try ByteStream(FilePath(path))
        } catch {
            throw Failure(ExitCode.noInput, "\(path) can't be read: \(error.reason)", help: error.help)
        }
        let limit = ArticleReader().maximumBytes
        let read: (bytes: [UInt8], isWhole: Bool)
        do throws(ByteStream.Failure) {
            read = try stream.rest(limit: limit)
        } catch {
            throw Failure(ExitCode.noInput, "\(path) can't be read: \(error)", help: nil)
        }
        guard read.isWhole else { throw Failure(ExitCode.noInput, "\(path) is longer than \(limit) bytes", help: nil) }
        return RawDocument(
            locator: path == "-" ? "<stdin>" : path, address: parsed[address], mediaType: mediaType(path, read.bytes),
            charset: parsed[charset], bytes: read.bytes)
    }

    /// Whoever names an address wants it to be asked; one of a private network has to be allowed all the same.
    private static func fetched(_ text: String, _ parsed: Parsed) throws -> RawDocument {
        guard let address = WebAddress(text) else { throw parsed.usageError("'\(text)' is no address of the web") }
        var fetcher = Fetcher()
        fetcher.userAgent = "galley/\(VersionCommand.version)"
        fetcher.allowsPrivateAddresses = parsed[allow].contains(.privateAddresses)
        fetcher.byteLimit = ArticleReader().maximumBytes
        do throws(FetchError) {
            let answer = try fetcher.fetch(address)
            let type = answer.mediaType.flatMap { $0 == .unknown ? nil : $0 }
            return RawDocument(
                locator: answer.address.withoutUser, address: parsed[self.address],
                mediaType: type ?? mediaType(answer.address.base, answer.bytes),
                charset: parsed[charset] ?? answer.charset.flatMap { ArticleReader.knowsCharset($0) ? $0 : nil },
                bytes: answer.bytes)
        } catch {
            throw Failure(
                ExitCode.noInput, "\(address.base) can't be fetched: \(error.message) (\(error.code))", help: nil)
        }
    }

    /// By the suffix, those of compression left aside; what has none is a page if it begins like markup.
    private static func mediaType(_ path: String, _ bytes: [UInt8]) -> MediaType {
        let bare = [".gz", ".zst"].first(where: path.hasSuffix).map { String(path.dropLast($0.count)) } ?? path
        if let known = MediaType(suffixOf: bare) { return known }
        let documents = [".eml": MediaType.mail, ".docx": .word, ".odt": .openDocument, ".pdf": .pdf]
        if let known = documents.first(where: { bare.lowercased().hasSuffix($0.key) }) { return known.value }
        // Byte order marks, and the zeros of UTF-16, say nothing.
        let start = bytes.prefix(512).first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
        return start == UInt8(ascii: "<") ? .html : .plainText
    }

    private static func show(_ raw: RawDocument, _ parsed: Parsed) throws -> Int32 {
        let isPage = raw.mediaType == .html
        if parsed[explain], !isPage {
            throw parsed.usageError("'--explain' tells about pages; this is \(raw.mediaType.name)")
        }
        do throws(ReadingError) {
            if parsed[explain] {
                let reader = PageReader(PageReader.Options(keepsComments: parsed[comments], explains: true))
                let page = try reader.read(
                    raw.bytes, address: raw.address ?? raw.locator, charset: raw.charset)
                explain(page, raw, parsed[format])
                return page.blocks.isEmpty ? ExitCode.failed : ExitCode.done
            }
            let reader = ArticleReader(
                pages: PageReader.Options(keepsComments: parsed[comments]),
                pdf: Surroundings.executable.map { PDFService($0, [PDFProcess.word]) })
            print(try reader.read(raw), parsed[format])
            return ExitCode.done
        } catch {
            throw Failure(ExitCode.failed, "\(DisplayText.printable(raw.locator)): \(error.message)", help: nil)
        }
    }

    private static func print(_ article: Article, _ format: Format) {
        switch format {
        case .text: Output.data.line(article.text)
        case .markdown: Output.data.write(article.markdown)
        case .html: Output.data.write(article.html)
        case .json:
            var json = JSONWriter()
            json.object { json in
                json.member("id", article.id.description)
                json.member("source", article.raw.locator)
                article.writeMembers(to: &json)
            }
            Output.data.line(json.text)
        }
    }
}
