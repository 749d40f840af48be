/// Tells of paths whether a ``FolderWalk`` would find a file there, were there one: looks at the path alone.
public struct PathMatcher: Sendable {
    private typealias Start = (states: GlobStates, excluded: GlobStates)

    private let current: Start
    private let root: Start

    /// Prepares patterns for many paths.
    public init(_ globs: [Glob], excluding excluded: [Glob]) {
        func start(atRoot: Bool) -> Start {
            (
                GlobStates(globs, atRoot: atRoot),
                GlobStates(excluded, atRoot: atRoot, hiddenToo: true, relativeToo: true)
            )
        }
        current = start(atRoot: false)
        root = start(atRoot: true)
    }

    /// Whether a file of that path would be found.
    public func matches(_ path: FilePath) -> Bool {
        var (states, left) = path.bytes.first == UInt8(ascii: "/") ? root : current
        for name in path.bytes.split(separator: UInt8(ascii: "/")) where name != [UInt8(ascii: ".")] {
            states = states.stepped(by: name)
            if states.isEmpty { return false }
            left = left.stepped(by: name)
            if left.isMatch { return false }
        }
        return states.isMatch
    }
}
