/// How far several patterns have come along a path: for each, the set of its parts that the next name may match.
struct GlobStates: Sendable {
    private let alternatives: [Glob.Alternative]
    private let hiddenToo: Bool
    private var sets: [UInt64]

    /// Starts at the root of the file system or in the current folder.
    /// - Parameters:
    ///   - hiddenToo: Whether names that begin with a dot are matched as others are.
    ///   - relativeToo: Whether patterns that don't begin with a slash are meant at the root too.
    init(_ globs: [Glob], atRoot: Bool, hiddenToo: Bool = false, relativeToo: Bool = false) {
        alternatives = globs.flatMap(\.alternatives)
            .filter { $0.isAbsolute == atRoot || relativeToo && !$0.isAbsolute }
        self.hiddenToo = hiddenToo
        sets = alternatives.map { Self.closed(1, $0.segments) }
    }

    /// Whether no pattern can match here or further down.
    var isEmpty: Bool { sets.allSatisfy { $0 == 0 } }

    /// Whether the path so far matches.
    var isMatch: Bool { zip(alternatives, sets).contains { $1 >> UInt64($0.segments.count) & 1 == 1 } }

    /// Whether something further down could match by another name than one that is known.
    var needsListing: Bool {
        zip(alternatives, sets).contains { alternative, set in
            alternative.segments.indices.contains { index in
                guard set >> UInt64(index) & 1 == 1 else { return false }
                if case .name = alternative.segments[index] { return false }
                return true
            }
        }
    }

    /// The names that patterns ask for as they are.
    var literalNames: [[UInt8]] {
        zip(alternatives, sets).flatMap { alternative, set in
            alternative.segments.enumerated().compactMap { index, segment in
                if set >> UInt64(index) & 1 == 1, case .name(let name) = segment { name } else { nil }
            }
        }
    }

    /// Goes on by a name.
    func stepped(by name: ArraySlice<UInt8>) -> GlobStates {
        var next = self
        for (place, alternative) in alternatives.enumerated() where sets[place] != 0 {
            var set: UInt64 = 0
            for (index, segment) in alternative.segments.enumerated() where sets[place] >> UInt64(index) & 1 == 1 {
                guard segment.matches(name, hiddenToo: hiddenToo) else { continue }
                set |= segment == .anyDepth ? 1 << UInt64(index) : 1 << UInt64(index + 1)
            }
            next.sets[place] = Self.closed(set, alternative.segments)
        }
        return next
    }

    /// `**` may stand for no folder at all.
    private static func closed(_ set: UInt64, _ segments: [Glob.Segment]) -> UInt64 {
        var set = set
        for (index, segment) in segments.enumerated() where set >> UInt64(index) & 1 == 1 && segment == .anyDepth {
            set |= 1 << UInt64(index + 1)
        }
        return set
    }
}
