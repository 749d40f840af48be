/// Text in XML, HTML and the labels of other notations.
public enum Markup {
    /// The text with markup escaped, for elements and for attributes in quotation marks, and without what steers a
    /// terminal or can't stand in XML.
    public static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in DisplayText.printableLines(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
