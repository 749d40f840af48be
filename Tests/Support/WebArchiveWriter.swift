/// Writes web archives, byte by byte.
public enum WebArchiveWriter {
    /// A small page.
    public static let page = "<!doctype html><title>Bridge closes</title><p>The bridge will close on Monday."

    /// A record of WARC.
    public static func record(
        _ type: String, _ address: String? = "https://example.org/a", contentType: String? = nil, length: Int? = nil,
        version: String = "1.0", more: [String] = [], _ block: [UInt8]
    ) -> [UInt8] {
        var header = ["WARC/\(version)", "WARC-Type: \(type)", "WARC-Date: 2024-03-01T12:00:00Z"]
        if let address { header.append("WARC-Target-URI: \(address)") }
        let usual = type == "response" || type == "request" ? "application/http; msgtype=\(type)" : nil
        if let contentType = contentType ?? usual { header.append("Content-Type: \(contentType)") }
        header += more + ["Content-Length: \(length ?? block.count)"]
        return Array((header.joined(separator: "\r\n") + "\r\n\r\n").utf8) + block + Array("\r\n\r\n".utf8)
    }

    /// An answer of a server.
    public static func answer(
        status: Int = 200, type: String? = "text/html; charset=utf-8", headers: [String] = [], _ body: [UInt8]
    ) -> [UInt8] {
        var header = ["HTTP/1.1 \(status) Whatever"]
        if let type { header.append("Content-Type: \(type)") }
        return Array(((header + headers).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// A page that was fetched.
    public static func response(_ address: String, _ body: String = page) -> [UInt8] {
        record("response", address, answer(Array(body.utf8)))
    }

    /// A document of ARC in version 1.
    public static func arc(_ address: String, type: String = "text/html", _ block: [UInt8]) -> [UInt8] {
        Array("\(address) 192.0.2.1 20240301120000 \(type) \(block.count)\n".utf8) + block + [10]
    }

    /// What an ARC file begins with.
    public static let arcHeader = arc(
        "filedesc://a.arc", type: "text/plain",
        Array("1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n".utf8))
}
