/// Commands that a user is told to give, so that they can be copied into a shell.
enum ShellWords {
    /// The words of a command, each quoted that a shell would take apart or for something else.
    static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// A command in a sentence, between the quotation marks that aren't in it.
    static func told(_ words: [String]) -> String {
        let line = line(words)
        let mark = line.contains("'") ? "\"" : "'"
        return mark + line + mark
    }

    /// A word that a shell takes as it is.
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.first != UInt8(ascii: "=") && word.utf8.allSatisfy(isPlain)
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "="),
            UInt8(ascii: "@"), UInt8(ascii: "%"), 0x80...:
            true
        default: false
        }
    }
}
