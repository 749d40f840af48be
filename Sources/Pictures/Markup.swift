internal import Diagnostics

/// Text in XML, HTML and the labels of other notations.
enum Markup {
    /// The text with markup escaped, for elements and for attributes in quotation marks, and without what steers a terminal, which XML can't hold either.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in DisplayText.printableLines(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
