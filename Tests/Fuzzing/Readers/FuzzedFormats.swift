internal import Documents
@testable internal import Reading
internal import TestArchives

/// Feeds, in whatever encoding; and articles of their entries.
struct FuzzedFeed: FuzzedReader {
    init(reading bytes: [UInt8]) {
        do throws(ReadingError) {
            let feed = try FeedReader.read(bytes, address: "https://example.org/feed")
            for entry in feed.entries.prefix(64) {
                require(String(validating: entry.source, as: UTF8.self) != nil, "an entry's bytes aren't UTF-8")
                require(entry.link.map { $0.lowercased().hasPrefix("http") } ?? true, "a link leads to no page")
                ArticleProperties.check(
                    RawDocument(
                        locator: "fuzz.xml#1", mediaType: .unknown, bytes: entry.source, fields: entry.fields))
            }
        } catch {
            require(!error.code.isEmpty && !error.message.isEmpty, "nobody is told why it can't be read")
        }
    }
}

/// Messages of mail.
struct FuzzedMessage: FuzzedReader {
    init(reading bytes: [UInt8]) {
        _ = MailMessage.recognizes(bytes[...])
        if let message = MailMessage(bytes) {
            require((0...1_000).contains(message.attachments), "more attachments than are looked at")
        }
        ArticleProperties.check(RawDocument(locator: "fuzz.eml", mediaType: .mail, bytes: bytes))
    }
}

/// Items of the press.
struct FuzzedPress: FuzzedReader {
    init(reading bytes: [UInt8]) {
        _ = PressItems.kind(of: bytes[...])
        _ = try? PressItems.items(of: bytes)
        ArticleProperties.check(RawDocument(locator: "fuzz.xml", mediaType: .press, bytes: bytes))
    }
}

/// Office documents and books: ZIP archives of XML. What isn't an archive is put into one, since hardly any that was changed
/// has the right sums.
struct FuzzedOffice: FuzzedReader {
    private static let container = """
        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="b.opf"/></container>
        """

    init(reading bytes: [UInt8]) {
        var zip = ZipMaker()
        for name in [
            "word/document.xml", "word/styles.xml", "docProps/core.xml", "content.xml", "meta.xml", "b.opf", "a",
        ] {
            zip.add(name, bytes)
        }
        zip.add("META-INF/container.xml", Array(Self.container.utf8))
        Self.check(bytes.starts(with: Array("PK".utf8)) ? bytes : zip.finished)
    }

    private static func check(_ bytes: [UInt8]) {
        ArticleProperties.check(RawDocument(locator: "fuzz.docx", mediaType: .word, bytes: bytes))
        ArticleProperties.check(RawDocument(locator: "fuzz.odt", mediaType: .openDocument, bytes: bytes))
        guard var book = try? BookReader(bytes, limit: 1 << 20) else { return }
        for _ in 0..<100 {
            do throws(ReadingError) {
                guard try book.nextChapter() != nil else { return }
            } catch {
                require(!error.code.isEmpty, "nobody is told why a chapter can't be read")
            }
        }
    }
}
