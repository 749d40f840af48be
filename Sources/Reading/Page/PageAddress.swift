/// An address on the web, `http` or `https`; relative ones are resolved as RFC 3986 says.
struct PageAddress: Equatable {
    /// The whole address.
    let text: String
    /// The scheme with its colon, for example `https:`.
    private let scheme: Substring
    /// Host and port.
    private let authority: Substring
    private let path: Substring

    /// The name of the machine in lower case, without `www.`.
    var host: String {
        let name = (authority.split(separator: "@").last ?? "").prefix { $0 != ":" }.lowercased()
        return name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
    }

    /// The directories and the file.
    var directories: [Substring] { path.split(separator: "/") }

    private static let longest = 2048

    /// Takes an absolute address; nil for another scheme, or what holds spaces and controls.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = text[..<colon].lowercased()
        guard name == "http" || name == "https", text.utf8[colon...].starts(with: "://".utf8) else { return nil }
        let rest = text.utf8[text.utf8.index(colon, offsetBy: 3)...]
        authority = Substring(rest.prefix { !Self.endsPath($0) && $0 != UInt8(ascii: "/") })
        guard !authority.isEmpty else { return nil }
        path = Substring(rest[authority.endIndex...].prefix { !Self.endsPath($0) })
        scheme = text[...colon]
        self.text = text
    }

    private static func endsPath(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") }

    /// Resolves a reference against this address; nil when it leads to another scheme.
    func resolving(_ reference: String) -> PageAddress? {
        let reference = TextCleaner.clean(reference)
        if reference.hasPrefix("//") { return PageAddress(scheme + reference) }
        let head = reference.utf8.prefix { !Self.endsPath($0) && $0 != UInt8(ascii: "/") }
        if head.contains(UInt8(ascii: ":")) { return PageAddress(reference) }
        let origin = scheme + "//" + authority
        if reference.isEmpty || reference.hasPrefix("#") { return self }
        if reference.hasPrefix("?") { return PageAddress(origin + path + reference) }
        let tail = Substring(reference.utf8.drop { !Self.endsPath($0) })
        let steps = reference[..<tail.startIndex]
        let base = steps.hasPrefix("/") ? "" : path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return PageAddress(origin + Self.withoutDots(base + "/" + steps) + tail)
    }

    /// Takes a reference against a base that may be unknown; an absolute one needs none.
    static func resolve(_ reference: String?, against base: PageAddress?) -> PageAddress? {
        guard let reference else { return nil }
        return base.map { $0.resolving(reference) } ?? PageAddress(TextCleaner.clean(reference))
    }

    /// A path without `.` and `..`.
    private static func withoutDots(_ path: some StringProtocol) -> String {
        var kept: [Substring] = []
        let steps = String(path).split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, step) in zip(steps.indices, steps) {
            if step == ".." { _ = kept.popLast() }
            if step == "." || step == ".." {
                if index == steps.endIndex - 1 { kept.append("") }
            } else if !step.isEmpty || index == steps.endIndex - 1 {
                kept.append(step)
            }
        }
        return "/" + kept.joined(separator: "/")
    }
}
