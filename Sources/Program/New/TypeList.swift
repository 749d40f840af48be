/// The list of types in a plugin, or of plugins in a program: an array literal of `Name.self`, in Swift source.
struct TypeList {
    /// The names that stand in it, in order.
    let names: [String]

    private let before: Substring
    private let after: Substring

    /// Finds the list behind a declaration such as `var stageTypes`; nil when there is none that can be read.
    init?(in source: String, after declaration: String) {
        guard let start = source.firstRange(of: declaration),
            let brace = source[start.upperBound...].firstIndex(of: "{"),
            let open = source[brace...].firstIndex(of: "["), let close = source[open...].firstIndex(of: "]"),
            source[source.index(after: brace)..<open].allSatisfy(\.isWhitespace)
        else { return nil }
        var names: [String] = []
        for entry in source[source.index(after: open)..<close].split(separator: ",") {
            let entry = entry.trimmed
            if entry.isEmpty { continue }
            guard entry.hasSuffix(".self"), entry.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" })
            else { return nil }
            names.append(String(entry.dropLast(".self".count)))
        }
        guard let end = source[close...].firstIndex(of: "}"),
            source[source.index(after: close)..<end].allSatisfy(\.isWhitespace)
        else { return nil }
        self.names = names
        before = source[..<brace]
        after = source[source.index(after: end)...]
    }

    /// The source with a name added where it belongs, formatted as swift-format does.
    /// - Parameter isBefore: Whether a name that is there comes before the new one.
    func source(adding name: String, after isBefore: (String) -> Bool) -> String {
        var names = names.filter { $0 != name }
        names.insert(name, at: names.firstIndex { !isBefore($0) } ?? names.count)
        let entries = names.map { $0 + ".self" }
        let line = "[" + entries.joined(separator: ", ") + "]"
        let declaration = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let indent = declaration.prefix { $0 == " " }
        if declaration.count + "{ \(line) }".count <= Self.width { return before + "{ \(line) }" + after }
        let list =
            indent.count + 4 + line.count <= Self.width
            ? "\(indent)    \(line)" : Self.filled(entries, indent: String(indent) + "    ")
        return before + "{\n\(list)\n\(indent)}" + after
    }

    private static let width = 120

    /// As many entries in a line as it holds.
    private static func filled(_ entries: [String], indent: String) -> String {
        var lines: [String] = []
        var line = ""
        for entry in entries {
            if !line.isEmpty, indent.count + 4 + line.count + entry.count + 2 > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + entry + ","
        }
        lines.append(line)
        return "\(indent)[\n" + lines.map { "\(indent)    \($0)\n" }.joined() + "\(indent)]"
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return self[startIndex..<startIndex] }
        return self[first...last]
    }
}
