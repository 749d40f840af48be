extension XMLTree {
    private static let empty: Set<String> = ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"]

    /// The content of an element as HTML; prefixes are left out.
    func markup(in node: Int) -> String {
        var out: [UInt8] = []
        var open: [Int] = []
        var index = node + 1
        while index < Int(nodes[node].end) {
            while let last = open.last, index >= Int(nodes[last].end) { close(open.removeLast(), &out) }
            if nodes[index].isText {
                Self.escape(textBytes(of: index), &out)
            } else {
                openTag(index, &out)
                open.append(index)
            }
            index += 1
        }
        while let last = open.popLast() { close(last, &out) }
        return String(decoding: out, as: UTF8.self)
    }

    private func local(_ node: Int) -> Substring {
        let name = name(of: node)
        return name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
    }

    private func openTag(_ node: Int, _ out: inout [UInt8]) {
        out += Array("<\(local(node))".utf8)
        for attribute in attributes[Int(nodes[node].lower)..<Int(nodes[node].upper)] {
            let name = names[Int(attribute.name)]
            guard !name.contains("{") else { continue }
            out += Array(" \(name == "xml:lang" ? "lang" : name)=\"".utf8)
            Self.escape(bytes[Int(attribute.lower)..<Int(attribute.upper)], &out)
            out.append(UInt8(ascii: "\""))
        }
        out.append(UInt8(ascii: ">"))
    }

    private func close(_ node: Int, _ out: inout [UInt8]) {
        let name = local(node)
        if !Self.empty.contains(String(name)) { out += Array("</\(name)>".utf8) }
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
