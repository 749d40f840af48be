/// How text looks on a terminal: the width of scalars, and what must not reach it.
public enum DisplayText {
    /// The number of columns that a scalar takes: 0 for what combines with the letter before, 2 for East Asian wide
    /// letters and emoji (Unicode Standard Annex 11), else 1.
    static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// The number of columns that a text takes on one line.
    public static func columns(of text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width(of: $1) } }

    /// The scalar, or a visible sign in place of one that would steer the terminal or turn the direction of writing.
    static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0...0x1F: Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
        default: scalar
        }
    }

    /// A text as one line: a visible sign stands in place of what would steer the terminal or end the line.
    public static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(printable(scalar)) }
        return result
    }

    /// A text of several lines in which nothing steers the terminal but the ends of lines.
    public static func printableLines(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(scalar == "\n" ? scalar : printable(scalar)) }
        return result
    }

    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF,
        0x1B000...0x1B2FF, 0x20000...0x3FFFD,
    ]
}
