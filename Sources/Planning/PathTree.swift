internal import StageKit

/// Paths by the folders that they are in, so that those in each other's way are found in the time that a path has names.
struct PathTree {
    private struct Node {
        var children: [Substring: Int] = [:]
        /// The first owner of this very path.
        var own: Int?
        /// The first owner of this path or of one inside it.
        var first: Int?
    }

    /// The roots: of the file system, the current folder, and what is above it, which isn't inside the current folder.
    private var nodes = [Node(), Node(), Node()]

    /// The first owner of the same place, of a folder that it is in, or of something inside it. A file, too, takes the
    /// place of a folder.
    func firstOwner(overlapping path: Path) -> Int? {
        let (root, names) = Self.parts(path)
        var node = root
        var owners: [Int] = []
        for name in names {
            if let own = nodes[node].own { owners.append(own) }
            guard let child = nodes[node].children[name] else { return owners.min() }
            node = child
        }
        if let first = nodes[node].first { owners.append(first) }
        return owners.min()
    }

    /// Adds a path; owners come in ascending order.
    mutating func insert(_ path: Path, owner: Int) {
        let (root, names) = Self.parts(path)
        var node = root
        nodes[node].first = nodes[node].first ?? owner
        for name in names {
            if let child = nodes[node].children[name] {
                node = child
            } else {
                nodes[node].children[name] = nodes.count
                node = nodes.count
                nodes.append(Node())
            }
            nodes[node].first = nodes[node].first ?? owner
        }
        nodes[node].own = nodes[node].own ?? owner
    }

    private static func parts(_ path: Path) -> (root: Int, names: [Substring]) {
        let normalized = path.normalized
        let names = normalized.split(separator: "/")
        return (normalized.hasPrefix("/") ? 0 : names.first == ".." ? 2 : 1, names)
    }
}
