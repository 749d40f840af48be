/// Makes a document of the block of a record.
struct RecordBody {
    private let header: RecordHeader
    private let place: String
    private let options: WebArchiveReader.Options

    init(_ header: RecordHeader, place: String, _ options: WebArchiveReader.Options) {
        self.header = header
        self.place = place
        self.options = options
    }

    /// The document of a whole block, or what is wrong with it; nil when it holds nothing to read.
    func item(_ block: UnsafeRawBufferPointer) -> ContainerItem? {
        if options.verifiesDigests, let problem = wrongDigest(block) { return .problem(problem) }
        guard let content = content(block) else { return nil }
        return unpacked(content)
    }

    /// The document of a block that breaks off, if all of what the server sent is there.
    func whole(_ block: UnsafeRawBufferPointer) -> ContainerItem? {
        guard let content = content(block), let length = content.answer?.contentLength,
            content.body.count >= length
        else { return nil }
        return unpacked(content)
    }

    /// What is told of a block that is too long; nil when it holds nothing to read.
    func tooLong(_ start: UnsafeRawBufferPointer) -> ContainerItem? {
        guard let content = content(start) else { return nil }
        return .problem(problem(.tooLarge, Self.tooLarge, Array(content.body.prefix(options.maximumSize))))
    }

    private static let tooLarge = "the record holds more than maximum-size; as much of it is kept"

    /// What is in a block.
    private struct Content {
        var answer: HTTPAnswer?
        var type: ContentType
        var body: UnsafeRawBufferPointer
    }

    /// What is in a block that is to be read; nil for other kinds of records, statuses, and types.
    private func content(_ block: UnsafeRawBufferPointer) -> Content? {
        switch header.type {
        case "response", "arc":
            let isHTTP = header.type == "response" || header.address?.lowercased().hasPrefix("http") == true
            guard isHTTP, let answer = HTTPAnswer(block) else {
                // What was fetched otherwise, and ARC files without the header of the answer.
                let type = header.type == "arc" ? ContentType(header.contentType) : ContentType(nil)
                return readable(Content(type: type, body: block))
            }
            guard answer.status.map(options.statuses.contains) ?? true else { return nil }
            let body = UnsafeRawBufferPointer(rebasing: block[answer.bodyStart...])
            return readable(Content(answer: answer, type: answer.contentType, body: body))
        case "resource", "conversion":
            return readable(Content(type: ContentType(header.contentType), body: block))
        default: return nil
        }
    }

    private static let texts: Set<String> = [
        "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown",
    ]
    private static let unknown: Set<String> = ["", "*/*", "unknown", "unknown/unknown", "application/octet-stream"]

    private func readable(_ content: Content) -> Content? {
        let type = content.type.mediaType ?? ""
        guard Self.texts.contains(type) || Self.unknown.contains(type) else { return nil }
        // What a site tells robots is no text of its own.
        if let path = header.address?.lowercased().split(separator: "?").first, path.hasSuffix("/robots.txt") {
            return nil
        }
        return content
    }

    private func unpacked(_ content: Content) -> ContainerItem? {
        var bytes = content.answer?.isChunked == true ? ChunkedBody.decoded(content.body) : nil
        for coding in content.answer?.codings ?? [] {
            switch ContentCoding.unpack(bytes ?? Array(content.body), coding, limit: options.maximumSize) {
            case .content(let unpacked): bytes = unpacked
            case .tooLarge(let start): return .problem(problem(.tooLarge, Self.tooLarge, start))
            case .corrupt(let start, let what):
                return .problem(problem(.damaged, "the body can't be unpacked: \(what)", start))
            }
        }
        let body = bytes ?? Array(content.body)
        guard body.count <= options.maximumSize else {
            return .problem(problem(.tooLarge, Self.tooLarge, Array(body.prefix(options.maximumSize))))
        }
        var type = content.type.mediaType
        if Self.unknown.contains(type ?? "") {
            guard Self.isPage(body) else { return nil }
            type = "text/html"
        }
        guard body.contains(where: { $0 > 0x20 }) else {
            return .problem(problem(.empty, "the record holds no text", body))
        }
        return .entry(
            ContainerEntry(
                place: place, address: header.address, date: header.date, mediaType: type,
                charset: content.type.charset, bytes: body))
    }

    /// Whether bytes of which nothing is told are a page, as browsers look at them (WHATWG MIME Sniffing).
    private static func isPage(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(512).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        let lower = String(decoding: start.prefix(64).map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
        return ["<!doctype html", "<html", "<head", "<body", "<script", "<title", "<div", "<h1", "<p>", "<!--"]
            .contains { lower.hasPrefix($0) }
    }

    private func problem(_ code: ContainerProblem.Code, _ message: String, _ bytes: [UInt8]) -> ContainerProblem {
        ContainerProblem(place: place, code: code, message: message, address: header.address, bytes: bytes)
    }

    /// What is wrong with the digests of a block; those of other algorithms than SHA-1 aren't checked.
    private func wrongDigest(_ block: UnsafeRawBufferPointer) -> ContainerProblem? {
        if let digest = RecordDigest(header.blockDigest), !digest.matches(block) {
            return wrong("WARC-Block-Digest", block)
        }
        // That of a repeated answer is of the body that isn't there.
        guard header.type != "revisit", let digest = RecordDigest(header.payloadDigest) else { return nil }
        let isHTTP = header.contentType?.lowercased().hasPrefix("application/http") == true
        let start = isHTTP ? HeaderFields.end(of: block) ?? block.count : 0
        let body = UnsafeRawBufferPointer(rebasing: block[start...])
        // Writers don't agree on whether chunks belong to the body.
        let isRight =
            digest.matches(body)
            || isHTTP && HTTPAnswer(block)?.isChunked == true
                && ChunkedBody.decoded(body)?.withUnsafeBytes(digest.matches) == true
        return isRight ? nil : wrong("WARC-Payload-Digest", block)
    }

    private func wrong(_ name: String, _ block: UnsafeRawBufferPointer) -> ContainerProblem {
        problem(.digest, "its bytes aren't those that its \(name) tells of", Array(block.prefix(options.maximumSize)))
    }
}
