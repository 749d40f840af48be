extension XMLTree {
    private static let empty: Set<String> = ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"]

    /// The content of an element as HTML; prefixes are left out.
    /// - Parameters:
    ///   - names: What elements are called in HTML that have other names here.
    ///   - dropped: Elements that are left out with all that is in them.
    func markup(
        in node: Int, renaming names: [String: String] = [:], without dropped: Set<String> = []
    ) -> String {
        var out: [UInt8] = []
        var open: [Int] = []
        var index = node + 1
        while index < Int(nodes[node].end) {
            while let last = open.last, index >= Int(nodes[last].end) { close(open.removeLast(), names, &out) }
            if nodes[index].isText {
                Self.escape(textBytes(of: index), &out)
            } else if dropped.contains(String(local(index))) {
                index = Int(nodes[index].end)
                continue
            } else {
                openTag(index, names, &out)
                open.append(index)
            }
            index += 1
        }
        while let last = open.popLast() { close(last, names, &out) }
        return String(decoding: out, as: UTF8.self)
    }

    private func local(_ node: Int) -> Substring {
        let name = name(of: node)
        return name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
    }

    private func openTag(_ node: Int, _ renamed: [String: String], _ out: inout [UInt8]) {
        let name = String(local(node))
        out += Array("<\(renamed[name] ?? name)".utf8)
        for attribute in attributes[Int(nodes[node].lower)..<Int(nodes[node].upper)] {
            let name = names[Int(attribute.name)]
            guard !name.contains("{") else { continue }
            out += Array(" \(name == "xml:lang" ? "lang" : name)=\"".utf8)
            Self.escape(bytes[Int(attribute.lower)..<Int(attribute.upper)], &out)
            out.append(UInt8(ascii: "\""))
        }
        out.append(UInt8(ascii: ">"))
    }

    private func close(_ node: Int, _ renamed: [String: String], _ out: inout [UInt8]) {
        let local = String(local(node))
        let name = renamed[local] ?? local
        if !Self.empty.contains(name) { out += Array("</\(name)>".utf8) }
    }

    private static func escape(_ text: ArraySlice<UInt8>, _ out: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): out += Array("&amp;".utf8)
            case UInt8(ascii: "<"): out += Array("&lt;".utf8)
            case UInt8(ascii: ">"): out += Array("&gt;".utf8)
            case UInt8(ascii: "\""): out += Array("&quot;".utf8)
            default: out.append(byte)
            }
        }
    }
}
