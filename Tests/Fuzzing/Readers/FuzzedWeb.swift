@testable internal import Fetching

/// What servers say beside the content: heads of answers, addresses they redirect to, rules for robots.
struct FuzzedWeb: FuzzedReader {
    init(reading bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(separator: "\n") { Self.check(address: String(line)) }
        let rules = RobotsRules(bytes)
        require(rules.allows("/robots.txt", for: "galley"), "robots.txt itself is refused")
        for line in text.split(separator: "\n").prefix(20) {
            let path = "/" + line
            require(
                rules.allows(path, for: "galley") == RobotsRules(bytes).allows(path, for: "galley"),
                "the same rules judge otherwise")
        }
        var head = AnswerHead()
        for line in bytes.split(separator: 0x0A) { line.withUnsafeBytes { head.take($0) } }
        for name in ["etag", "last-modified", "location"] {
            require(head[name]?.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 } != true, "a header is two")
        }
        require(head.retryAfter(now: 0).map { $0 >= 0 } ?? true, "a time to wait is over")
        _ = (head.mediaType, head.charset)
    }

    private static func check(address text: String) {
        guard let address = WebAddress(text) else { return }
        require(WebAddress(address.text) == address, "an address isn't itself")
        require(address.text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }, "an address holds what isn't for one")
        require(address.target.hasPrefix("/") && !address.host.isEmpty, "an address has no path or host")
        require(WebAddress(address.withoutUser)?.origin == address.origin, "without a user it is another host")
        require(WebAddress(address.base)?.origin == address.origin, "the base is of another host")
    }
}
