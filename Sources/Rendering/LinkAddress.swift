/// An address that a page may link to: `http` or `https`, nothing else.
package struct LinkAddress: Sendable, Equatable {
    /// The address as given.
    package let text: String
    /// The name of the machine, without `www.`: what a reader goes by. Never a part of the address that could be
    /// mistaken for it, such as the user's name before an `@`.
    package let host: String

    /// Takes an address; nil for one that isn't absolute, has another scheme, or holds what no address can.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let scheme = ["http://", "https://"].first(where: { Self.isPrefix($0, of: bytes) }) else { return nil }
        guard !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
        let ends = Array("/?#\\".utf8)
        let authority = bytes.dropFirst(scheme.utf8.count).prefix { !ends.contains($0) }
        let machine = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        let isLiteral = machine.first == UInt8(ascii: "[")
        let end = isLiteral ? machine.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } : machine.firstIndex(of: 0x3A)
        var host = String(decoding: machine[..<(end ?? machine.endIndex)], as: UTF8.self).lowercased()
        guard !host.isEmpty else { return nil }
        if host.hasPrefix("www."), host.utf8.count > 4 { host.removeFirst(4) }
        self.text = text
        self.host = host
    }

    private static func isPrefix(_ scheme: String, of bytes: [UInt8]) -> Bool {
        bytes.count > scheme.utf8.count && zip(bytes, scheme.utf8).allSatisfy { $0 == $1 || $0 + 0x20 == $1 }
    }
}
