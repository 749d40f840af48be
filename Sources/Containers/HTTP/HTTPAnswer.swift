/// What a server answered: a status, fields, and a body that may be coded for transfer.
struct HTTPAnswer {
    /// The status, such as 200; nil when there is no status line.
    let status: Int?
    let fields: HeaderFields
    /// Where the body begins.
    let bodyStart: Int

    private static let kept = ["content-type", "content-encoding", "transfer-encoding", "content-length"]
    private static let longestHeader = 1 << 18

    /// Reads the beginning of an answer; nil when it doesn't begin like one.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.starts(with: "HTTP/".utf8) else { return nil }
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.longestHeader))
        let lineEnd = head.newline(from: 0) ?? head.count
        let words = head[..<lineEnd].split(separator: 0x20, maxSplits: 2)
        status =
            words.count > 1
            ? Int(String(decoding: words[1].prefix { (48...57).contains($0) }, as: UTF8.self)) : nil
        // An answer of nothing but fields has no body.
        bodyStart = HeaderFields.end(of: head) ?? bytes.count
        let first = min(lineEnd + 1, bodyStart)
        fields = HeaderFields(UnsafeRawBufferPointer(rebasing: bytes[first..<bodyStart]), keeping: Self.kept)
    }

    /// What the body is.
    var contentType: ContentType { ContentType(fields["content-type"]) }

    /// How long the body is, as the server said.
    var contentLength: Int? { fields["content-length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// Whether the body comes in chunks.
    var isChunked: Bool { fields.list("transfer-encoding").lowercased().contains("chunked") }

    /// How the content was packed, the last way first.
    var codings: [String] {
        (fields.list("content-encoding") + "," + fields.list("transfer-encoding")).lowercased().split(separator: ",")
            .map { String($0.drop { $0 == " " }.prefix { $0 != " " && $0 != ";" }) }
            .filter { !$0.isEmpty && $0 != "identity" && $0 != "chunked" }.suffix(4).reversed()
    }
}
