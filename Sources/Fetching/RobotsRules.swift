/// What a site's `robots.txt` allows, as RFC 9309 has it.
public struct RobotsRules: Sendable, Equatable {
    /// So many bytes are read at least, and here at most.
    public static let limit = 500 * 1024
    /// So many comparisons tell of a path whether it is allowed: none that a site means takes a hundredth.
    private static let mostSteps = 4_000_000

    private struct Rule: Equatable {
        let isAllowed: Bool
        let pattern: [UInt8]
    }

    private struct Group: Equatable {
        var agents: [String] = []
        var rules: [Rule] = []
    }

    private var groups: [Group] = []
    private let isClosed: Bool

    /// Everything is allowed.
    public static let open = RobotsRules(isClosed: false)
    /// Nothing is, since it can't be told what is allowed.
    public static let closed = RobotsRules(isClosed: true)

    private init(isClosed: Bool) { self.isClosed = isClosed }

    /// Reads the rules; what isn't understood is passed over.
    public init(_ bytes: [UInt8]) {
        isClosed = false
        var isInAgents = false
        var text = String(decoding: bytes.prefix(Self.limit), as: UTF8.self)[...]
        if text.first == "\u{FEFF}" { text.removeFirst() }
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.prefix { $0 != "#" }
            guard let colon = content.firstIndex(of: ":") else { continue }
            let key = String(content[..<colon]).trimmingBlanks.lowercased()
            let value = String(content[content.index(after: colon)...]).trimmingBlanks
            switch key {
            case "user-agent":
                if !isInAgents { groups.append(Group()) }
                isInAgents = true
                groups[groups.count - 1].agents.append(Self.token(value))
            case "allow", "disallow":
                isInAgents = false
                // An empty pattern is no rule, and rules before all groups are nobody's.
                guard !value.isEmpty, !groups.isEmpty else { continue }
                groups[groups.count - 1].rules.append(
                    Rule(isAllowed: key == "allow", pattern: Self.normalized(Array(value.utf8))))
            default: continue
            }
        }
    }

    /// The name that robots.txt calls a program by: the letters, `-` and `_` that its `User-Agent` begins with.
    public static func token(_ userAgent: String) -> String {
        if userAgent.hasPrefix("*") { return "*" }
        let letters = userAgent.utf8.prefix {
            (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
        }
        return String(decoding: letters, as: UTF8.self).lowercased()
    }

    /// Whether a program may ask for a path, with its query.
    /// - Parameter agent: The program's ``token(_:)``.
    public func allows(_ target: String, for agent: String) -> Bool {
        guard target != "/robots.txt" else { return true }
        guard !isClosed else { return false }
        let own = groups.filter { $0.agents.contains(agent) }
        let rules = (own.isEmpty ? groups.filter { $0.agents.contains("*") } : own).flatMap(\.rules)
        let path = Self.normalized(Array(target.utf8))
        var best: Rule?
        var steps = 0
        for rule in rules where Self.matches(path, rule.pattern, &steps) {
            // The longest counts; of two that are as long, the one that allows.
            if let best {
                let isLonger = rule.pattern.count > best.pattern.count
                let isMilder = rule.pattern.count == best.pattern.count && rule.isAllowed
                guard isLonger || isMilder else { continue }
            }
            best = rule
        }
        // What can't be told isn't allowed.
        return steps < Self.mostSteps && best?.isAllowed ?? true
    }

    /// Percent signs where one may write either way are undone, so that both ways are the same.
    private static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        var normalized: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "%"), place + 2 < bytes.count, let high = digit(bytes[place + 1]),
                let low = digit(bytes[place + 2])
            {
                let code = high << 4 | low
                if isUnreserved(code) { normalized.append(code) } else { append(code, to: &normalized) }
                place += 3
            } else {
                if byte >= 0x80 || byte <= 0x20 { append(byte, to: &normalized) } else { normalized.append(byte) }
                place += 1
            }
        }
        return normalized
    }

    private static func append(_ code: UInt8, to bytes: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "%"), digits[Int(code >> 4)], digits[Int(code & 15)]]
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Letters, digits and marks that mean the same whether written with a percent sign or not.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-._~".utf8.contains(byte)
        }
    }

    /// Whether a path begins with a pattern, in which `*` is any run of bytes and a `$` at the end is the path's end.
    /// Linear in the product of the lengths at worst: of several stars only the last is ever tried again.
    /// - Parameter steps: Counts what was compared; when it is too much, nothing matches any more.
    private static func matches(_ path: [UInt8], _ pattern: [UInt8], _ steps: inout Int) -> Bool {
        var pattern = pattern[...]
        let isAnchored = pattern.last == UInt8(ascii: "$")
        if isAnchored { pattern.removeLast() } else { pattern.append(UInt8(ascii: "*")) }
        var (place, part) = (0, 0)
        var star: (place: Int, part: Int)?
        while place < path.count {
            steps += 1
            guard steps < mostSteps else { return false }
            if part < pattern.count, pattern[part] == UInt8(ascii: "*") {
                star = (place, part)
                part += 1
            } else if part < pattern.count, pattern[part] == path[place] {
                place += 1
                part += 1
            } else if let last = star {
                star = (last.place + 1, last.part)
                place = last.place + 1
                part = last.part + 1
            } else {
                return false
            }
        }
        return pattern[part...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
