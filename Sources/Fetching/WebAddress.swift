/// An address of `http` or `https`, as it is asked for.
public struct WebAddress: Sendable, Hashable {
    /// The whole address, without a fragment.
    public let text: String
    /// `http` or `https`.
    public let scheme: String
    /// The host in lower case, without a port; an address of IPv6 with its brackets.
    public let host: String
    /// The port.
    public let port: Int
    /// The path with the query, beginning with a slash.
    public let target: String

    /// The longest address that is asked for.
    private static let longest = 8192

    /// Takes an absolute address; nil for what is none, or one of another scheme.
    ///
    /// Spaces and letters beyond ASCII in the path are written as browsers write them; control characters have no place
    /// in an address.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
        scheme = text[..<colon].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = text[text.index(colon, offsetBy: 3)...]
        let authority = rest.prefix { !"/?#\\".contains($0) }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        // Who reads more than one otherwise would ask another host.
        guard parts.count <= 2, authority.utf8.allSatisfy({ $0 != 0x20 }), let name = parts.last else { return nil }
        guard let place = Self.hostAndPort(name, scheme: scheme) else { return nil }
        (host, port) = place
        let target = Self.escaped(rest[authority.endIndex...].prefix { $0 != "#" })
        self.target = Self.withoutDots(target.hasPrefix("/") ? target : "/" + target)
        self.text = "\(scheme)://\(authority)\(self.target)"
    }

    /// Scheme, host and port: what `robots.txt` speaks for, and what is asked no oftener than is polite.
    public var origin: String { "\(scheme)://\(host):\(port)" }

    /// The address without a user's name and password.
    public var withoutUser: String {
        let authority = text.dropFirst(scheme.utf8.count + 3).prefix { $0 != "/" }
        let name = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return "\(scheme)://\(name)\(target)"
    }

    /// What relative addresses start from: no user, no query, which may hold what nobody is to see.
    public var base: String {
        let text = withoutUser
        return String(text.prefix { $0 != "?" })
    }

    /// `robots.txt` of the same origin.
    var robots: WebAddress? {
        let authority = text.dropFirst(scheme.utf8.count + 3).prefix { $0 != "/" }
        return WebAddress("\(scheme)://\(authority)/robots.txt")
    }

    private static func hostAndPort(_ name: Substring, scheme: String) -> (String, Int)? {
        var host = name
        var port = scheme == "https" ? 443 : 80
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") {
            host = name[..<colon]
            let digits = name[name.index(after: colon)...]
            if !digits.isEmpty {
                guard let number = Int(digits), digits.utf8.allSatisfy({ (48...57).contains($0) }), number <= 65_535
                else { return nil }
                port = number
            }
        }
        return isHost(host) ? (host.lowercased(), port) : nil
    }

    /// A name, of letters of any script, or an address of IPv4; or an address of IPv6 in brackets.
    private static func isHost(_ text: Substring) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let inner = text.dropFirst().dropLast()
            return !inner.isEmpty && inner.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
        }
        return !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: byte >= 0x80 || "-._~".utf8.contains(byte)
                }
            }
    }

    /// A path without steps to where it is (`.`) and back (`..`): what is asked for, and so what `robots.txt` is asked about.
    private static func withoutDots(_ target: String) -> String {
        let path = target.prefix { $0 != "?" }
        let all = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var steps: [Substring] = []
        for (place, step) in all.enumerated() {
            let name = step.utf8.count <= 6 ? step.lowercased().replacing("%2e", with: ".") : ""
            if name == ".." { _ = steps.popLast() }
            if name != ".", name != ".." { steps.append(step) } else if place == all.count - 1 { steps.append("") }
        }
        return "/" + steps.joined(separator: "/") + target[path.endIndex...]
    }

    private static func escaped(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 == 0x20 || $0 >= 0x80 }) else { return String(text) }
        var escaped = ""
        for byte in text.utf8 {
            if byte == 0x20 || byte >= 0x80 {
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            } else {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return escaped
    }
}
