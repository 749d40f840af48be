import Diagnostics

extension YAMLNode {
    /// The value as one would write it, on one line; what holds a secret is shown as the template it was made of.
    public var displayText: String {
        if let origin, origin.isSecret { return origin.template }
        return switch content {
        case .null: "null"
        case .unresolved: "?"
        case .scalar(let scalar): scalar.displayText
        case .sequence(let elements): "[" + elements.map(\.displayText).joined(separator: ", ") + "]"
        case .mapping(let pairs):
            "{"
                + pairs.map { "\(YAMLScalar($0.key.value).displayText): \($0.value.displayText)" }
                .joined(separator: ", ") + "}"
        }
    }

    /// What it is, for "expected …, found …".
    var phrase: String {
        if let origin, origin.isSecret { return "the value of \(origin.template)" }
        return switch content {
        case .null: "nothing"
        case .unresolved: "an unknown value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar) where scalar.number != nil: "the number \(scalar.text)"
        case .scalar(let scalar): "text '\(scalar.text.shortened)'"
        }
    }
}

extension YAMLScalar {
    /// Quoted where the plain text would mean something else.
    fileprivate var displayText: String {
        let plain = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !"\"'{}[],#&*!|>%@`".unicodeScalars.contains(scalar)
        }
        let isSafe = plain && !text.isEmpty && !text.contains(": ") && !text.hasPrefix("- ") && !text.hasSuffix(":")
        if style == .plain || (isSafe && YAMLScalar(text).isText) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private var isText: Bool { number == nil && flag == nil && text != "~" && text != "null" }
}

extension String {
    /// Enough of it to recognise, for messages.
    var shortened: String { unicodeScalars.count <= 60 ? self : "\(String(unicodeScalars.prefix(59)))…" }
}
