internal import CPoppler
internal import Documents

/// Reads the text of PDF documents (poppler): lines become paragraphs again by where they stand on the page.
enum PDFReader {
    private static let mostPages = 5_000
    /// Text beyond is left.
    fileprivate static let longest = 64 << 20

    static func read(_ bytes: [UInt8]) throws(ReadingError) -> ArticleDraft {
        let pages = PDFPages()
        var info = galley_pdf_info()
        let isRead = bytes.withUnsafeBytes { source in
            galley_pdf_read(
                source.baseAddress, source.count, Int32(mostPages), takePage,
                Unmanaged.passUnretained(pages).toOpaque(), &info)
        }
        guard isRead else { throw ReadingError("pdf", "the PDF document can't be read: \(text(info.problem))") }
        var draft = PDFLayout(pages.pages).draft()
        if draft.metadata.title.isEmpty { draft.metadata.title = title(text(info.title)) }
        let author = TextCleaner.clean(text(info.author))
        if draft.metadata.authors.isEmpty { draft.metadata.authors = BylineRule.names(inField: author) }
        draft.settle()
        return draft
    }

    /// Programs write the name of the file where the title should be.
    private static func title(_ text: String) -> String {
        let title = TextCleaner.clean(text)
        let lower = title.lowercased()
        let isName =
            lower.hasPrefix("microsoft ") || lower.hasPrefix("untitled") || lower.contains(".doc")
            || lower.hasSuffix(".pdf") || lower.hasSuffix(".indd") || lower.hasSuffix(".qxd") || lower.hasSuffix(".tex")
        return isName ? "" : title
    }

    /// The text of an array of C, up to its end.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// The pages of a document as they come.
private final class PDFPages {
    var pages: [[PDFLine]] = []
    var length = 0
}

private func takePage(
    _ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ size: Int,
    _ boxes: UnsafePointer<galley_pdf_box>?, _ count: Int
) -> Bool {
    guard let context, let text else { return true }
    let pages = Unmanaged<PDFPages>.fromOpaque(context).takeUnretainedValue()
    let decoded = String(decoding: UnsafeRawBufferPointer(start: text, count: size), as: UTF8.self)
    let boxes = UnsafeBufferPointer(start: boxes, count: boxes == nil ? 0 : count).map { box in
        PDFLine.Box(left: box.x1, top: box.y1, right: box.x2, bottom: box.y2)
    }
    pages.pages.append(PDFLine.lines(of: decoded, boxes))
    pages.length += size
    return pages.length <= PDFReader.longest
}
