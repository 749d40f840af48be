/// A pattern of paths: `*` any run of characters, `?` one, `[a-z]` one of a set, `[!a]` one that isn't, `{a,b}` one of
/// several texts, `**` any number of folders, `\` takes the meaning of the next character.
///
/// A name that begins with a dot is matched only by a pattern whose part begins with a dot.
public struct Glob: Sendable {
    /// What a pattern can't be.
    public struct Malformed: Error, Sendable, Equatable {
        /// What is wrong, as a phrase.
        public let reason: String
    }

    /// The most patterns that braces may stand for.
    public static let maximumAlternatives = 1000
    /// The most parts between slashes, so that a set of them fits a word.
    static let maximumSegments = 60

    /// The patterns that braces stand for, each as its parts between slashes.
    let alternatives: [Alternative]

    struct Alternative: Sendable {
        let isAbsolute: Bool
        let segments: [Segment]
    }

    /// Reads a pattern.
    /// - Throws: ``Malformed``.
    public init(_ pattern: String) throws(Malformed) {
        guard !pattern.isEmpty else { throw Malformed(reason: "is empty") }
        var alternatives: [Alternative] = []
        for expanded in try BraceExpansion.expand(Array(pattern.utf8)) {
            alternatives.append(try Self.alternative(expanded))
        }
        self.alternatives = alternatives
    }

    /// A path as it is, whatever characters it has; of a folder, all that is in it.
    public init(literal path: FilePath) {
        let names = path.bytes.split(separator: UInt8(ascii: "/")).map { Array($0) }
        alternatives = [
            Alternative(
                isAbsolute: path.bytes.first == UInt8(ascii: "/"),
                segments: names.filter { $0 != [UInt8(ascii: ".")] }.prefix(Self.maximumSegments - 1).map { .name($0) }
                    + [.anyDepth])
        ]
    }

    private static func alternative(_ pattern: [UInt8]) throws(Malformed) -> Alternative {
        var segments: [Segment] = []
        for part in pattern.split(separator: UInt8(ascii: "/")) where part != [UInt8(ascii: ".")] {
            let segment = try Segment(part)
            if case .anyDepth = segment, case .anyDepth = segments.last { continue }
            segments.append(segment)
        }
        // A folder stands for all that is in it.
        let isLiteral = segments.allSatisfy { if case .name = $0 { true } else { false } }
        if isLiteral { segments.append(.anyDepth) }
        guard segments.count <= maximumSegments else {
            throw Malformed(reason: "has more than \(maximumSegments - 1) parts between slashes")
        }
        return Alternative(isAbsolute: pattern.first == UInt8(ascii: "/"), segments: segments)
    }
}

extension Glob {
    /// A part of a pattern between slashes.
    enum Segment: Sendable, Equatable {
        /// Any number of folders.
        case anyDepth
        /// A name as it is.
        case name([UInt8])
        /// A name that matches.
        case pattern([Element])

        enum Element: Sendable, Equatable {
            case run
            case one
            case byte(UInt8)
            case set([ClosedRange<UInt32>], isNegated: Bool)
        }

        init(_ part: ArraySlice<UInt8>) throws(Malformed) {
            if part == [UInt8(ascii: "*"), UInt8(ascii: "*")] {
                self = .anyDepth
                return
            }
            var elements: [Element] = []
            var rest = part
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "*"): if elements.last != .run { elements.append(.run) }
                case UInt8(ascii: "?"): elements.append(.one)
                case UInt8(ascii: "["): elements.append(try Self.set(&rest))
                case UInt8(ascii: "\\"):
                    guard let next = rest.popFirst() else { throw Malformed(reason: "ends in a backslash") }
                    elements.append(.byte(next))
                default: elements.append(.byte(byte))
                }
            }
            let bytes = elements.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
            self = bytes.count == elements.count ? .name(bytes) : .pattern(elements)
        }

        /// Whether a name that begins with a dot can match.
        private var namesHidden: Bool {
            if case .pattern(let elements) = self { elements.first == .byte(UInt8(ascii: ".")) } else { false }
        }

        /// Whether a name matches; time is at most the product of both lengths.
        func matches(_ name: ArraySlice<UInt8>, hiddenToo: Bool) -> Bool {
            switch self {
            case .name(let bytes): return name.elementsEqual(bytes)
            case .anyDepth: return hiddenToo || name.first != UInt8(ascii: ".")
            case .pattern(let elements):
                guard hiddenToo || namesHidden || name.first != UInt8(ascii: ".") else { return false }
                return Self.matches(elements[...], name)
            }
        }

        /// Goes on from the last `*` only when it comes to a dead end, which suffices.
        private static func matches(_ pattern: ArraySlice<Element>, _ name: ArraySlice<UInt8>) -> Bool {
            var pattern = pattern
            var name = name
            var resume: (pattern: ArraySlice<Element>, name: ArraySlice<UInt8>)?
            while true {
                if let element = pattern.first {
                    if element == .run {
                        pattern = pattern.dropFirst()
                        resume = (pattern, name)
                        continue
                    }
                    if let rest = step(element, name) {
                        pattern = pattern.dropFirst()
                        name = rest
                        continue
                    }
                } else if name.isEmpty {
                    return true
                }
                guard let (after, from) = resume, !from.isEmpty else { return false }
                resume = (after, from.dropFirst())
                pattern = after
                name = from.dropFirst()
            }
        }

        /// What is left of a name behind one character that matches.
        private static func step(_ element: Element, _ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
            switch element {
            case .run: return nil
            case .byte(let byte): return name.first == byte ? name.dropFirst() : nil
            case .one: return scalar(name)?.rest
            case .set(let ranges, let isNegated):
                guard let (scalar, rest) = scalar(name) else { return nil }
                return ranges.contains { $0.contains(scalar) } != isNegated ? rest : nil
            }
        }

        /// The first character; a byte that isn't UTF-8 is one by itself.
        private static func scalar(_ name: ArraySlice<UInt8>) -> (scalar: UInt32, rest: ArraySlice<UInt8>)? {
            guard let first = name.first else { return nil }
            var decoder = UTF8()
            var bytes = name.prefix(4).makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&bytes) {
                return (scalar.value, name.dropFirst(UTF8.width(scalar)))
            }
            return (UInt32(first), name.dropFirst())
        }

        private static func set(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> Element {
            var isNegated = false
            if let first = rest.first, first == UInt8(ascii: "!") || first == UInt8(ascii: "^") {
                isNegated = true
                rest = rest.dropFirst()
            }
            var ranges: [ClosedRange<UInt32>] = []
            while let (lower, after) = scalar(rest) {
                rest = after
                if lower == UInt32(UInt8(ascii: "]")), !ranges.isEmpty { return .set(ranges, isNegated: isNegated) }
                var upper = lower
                if rest.first == UInt8(ascii: "-"), let (end, after) = scalar(rest.dropFirst()),
                    end != UInt32(UInt8(ascii: "]"))
                {
                    upper = end
                    rest = after
                }
                guard lower <= upper else { throw Malformed(reason: "has a range in [ ] that runs backwards") }
                ranges.append(lower...upper)
            }
            throw Malformed(reason: "has a '[' without its ']'")
        }
    }
}

/// Braces: `a{b,c}d` stands for `abd` and `acd`; they may stand inside each other.
private enum BraceExpansion {
    static func expand(_ pattern: [UInt8]) throws(Glob.Malformed) -> [[UInt8]] {
        var done: [[UInt8]] = []
        var waiting = [pattern]
        while let next = waiting.popLast() {
            guard let open = next.indices.first(where: { isBare(next, $0, UInt8(ascii: "{")) }) else {
                done.append(next)
                continue
            }
            let (choices, close) = try choices(in: next, after: open)
            for choice in choices.reversed() {
                waiting.append(Array(next[..<open]) + Array(choice) + Array(next[(close + 1)...]))
            }
            guard done.count + waiting.count <= Glob.maximumAlternatives else {
                throw Glob.Malformed(reason: "stands for more than \(Glob.maximumAlternatives) patterns")
            }
        }
        return done
    }

    private static func choices(
        in pattern: [UInt8], after open: Int
    ) throws(Glob.Malformed) -> (choices: [ArraySlice<UInt8>], close: Int) {
        var choices: [ArraySlice<UInt8>] = []
        var start = open + 1
        var depth = 1
        for index in pattern.indices[(open + 1)...] {
            if isBare(pattern, index, UInt8(ascii: "{")) { depth += 1 }
            if isBare(pattern, index, UInt8(ascii: "}")) { depth -= 1 }
            if depth == 0 || depth == 1 && isBare(pattern, index, UInt8(ascii: ",")) {
                choices.append(pattern[start..<index])
                start = index + 1
            }
            if depth == 0 { return (choices, index) }
        }
        throw Glob.Malformed(reason: "has a '{' without its '}'")
    }

    /// Whether a character stands here without a backslash before it.
    private static func isBare(_ pattern: [UInt8], _ index: Int, _ byte: UInt8) -> Bool {
        guard pattern[index] == byte else { return false }
        let slashes = pattern[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }
        return slashes.count.isMultiple(of: 2)
    }
}
