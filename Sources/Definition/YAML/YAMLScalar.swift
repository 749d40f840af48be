/// A scalar as it was written; conversions are made by the type that is wanted.
public struct YAMLScalar: Sendable, Hashable {
    /// How it was written.
    public enum Style: String, Sendable, Hashable {
        /// Without quotes: may be a number or a truth value.
        case plain
        /// In quotes, as a block, or a parameter of type text: is text.
        case quoted
    }

    /// The text, escapes resolved.
    public let text: String
    /// How it was written.
    public let style: Style

    /// Makes a scalar.
    public init(_ text: String, style: Style = .plain) {
        self.text = text
        self.style = style
    }

    /// The whole number: decimal digits, `_` between them, a sign; nil when it is none, is quoted or is too great.
    public var wholeNumber: Int? {
        guard style == .plain, let digits = NumberText.digits(of: text, allowsFraction: false) else { return nil }
        return Int(digits)
    }

    /// The number: decimal, `_` between digits, a fraction and an exponent; nil when it is none or is quoted.
    public var number: Double? {
        guard style == .plain, let digits = NumberText.digits(of: text, allowsFraction: true) else { return nil }
        return Double(digits).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The truth value: `true`, `yes` and `on`, or `false`, `no` and `off`; nil for all else.
    public var flag: Bool? {
        guard style == .plain else { return nil }
        return switch text {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }
}

/// Reads decimal numbers strictly, so that `0x10`, `1e`, `inf` and `1__0` are text.
enum NumberText {
    /// The number without `_`; nil when the text isn't a number.
    static func digits(of text: String, allowsFraction: Bool) -> String? {
        var scanner = Scanner(bytes: Array(text.utf8.prefix(65)))
        guard scanner.bytes.count <= 64 else { return nil }
        scanner.takeOne(of: "+-")
        guard scanner.takeDigits() else { return nil }
        if allowsFraction {
            if scanner.takeOne(of: ".") { guard scanner.takeDigits() else { return nil } }
            if scanner.takeOne(of: "eE") {
                scanner.takeOne(of: "+-")
                guard scanner.takeDigits() else { return nil }
            }
        }
        return scanner.isAtEnd ? String(decoding: scanner.taken, as: UTF8.self) : nil
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0
        var taken: [UInt8] = []

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }

        @discardableResult mutating func takeOne(of set: StaticString) -> Bool {
            guard index < bytes.count, set.withUTF8Buffer({ $0.contains(bytes[index]) }) else { return false }
            taken.append(bytes[index])
            index += 1
            return true
        }

        mutating func takeDigits() -> Bool {
            let start = index
            while index < bytes.count {
                let isDigit = (0x30...0x39).contains(bytes[index])
                let isSeparator =
                    bytes[index] == 0x5F && index > start && index + 1 < bytes.count && bytes[index - 1] != 0x5F
                    && (0x30...0x39).contains(bytes[index + 1])
                guard isDigit || isSeparator else { break }
                if isDigit { taken.append(bytes[index]) }
                index += 1
            }
            return index > start
        }
    }
}
