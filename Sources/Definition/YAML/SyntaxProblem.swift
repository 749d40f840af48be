import Diagnostics

/// Says in our words what libyaml found, with the way out.
enum SyntaxProblem {
    /// The diagnostic for an error of the parser.
    static func diagnostic(_ error: YAMLSyntaxError, in file: SourceFile) -> Diagnostic {
        let wording = wording(of: error, in: file)
        let context = error.contextOffset.map { SourceLocation(file, place(at: $0, in: file)) }
        var location = SourceLocation(file, place(at: error.offset, in: file))
        var notes: [DiagnosticNote] = []
        switch error.problem {
        case "found unexpected end of stream", "could not find expected ':'":
            location = context ?? location
        case _ where error.context == "while parsing a quoted scalar":
            location = SourceLocation(file, place(at: escape(before: error.offset, in: file), in: file))
        case _ where error.problem.contains("expected ','"):
            if let context { notes = [DiagnosticNote("it begins here", at: context)] }
        default: break
        }
        return .error("yaml.syntax", wording.message, at: location, help: wording.help, notes: notes)
    }

    /// The backslash of the escape that the parser stopped in.
    private static func escape(before offset: Int, in file: SourceFile) -> Int {
        let start = max(0, offset - 10)
        return file.bytes[start..<min(offset, file.bytes.count)].lastIndex(of: UInt8(ascii: "\\")) ?? offset
    }

    private struct Wording {
        let message: String
        let help: String?

        init(_ message: String, _ help: String?) {
            self.message = message
            self.help = help
        }
    }

    private static func wording(of error: YAMLSyntaxError, in file: SourceFile) -> Wording {
        switch error.problem {
        case "found character that cannot start any token": badStart(error.offset, in: file)
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            tab
        case "mapping values are not allowed in this context":
            Wording(
                "a ':' can't be here", "put text that contains ': ' in quotes, or check the indentation of this line")
        case "block sequence entries are not allowed in this context":
            Wording("a list can't begin here", "put each '- ' on a line of its own, or write the list as [a, b]")
        case "mapping keys are not allowed in this context":
            Wording("a key can't be here", "put text that begins with '? ' in quotes")
        case "could not find expected ':'":
            Wording("expected ':' after the key", "write 'key: value'; a quote or bracket above may not be closed")
        case "did not find expected key":
            Wording(
                "expected a key here",
                "check the indentation of this line and for text after a closing quote or bracket")
        case "did not find expected '-' indicator":
            Wording("expected '- ' here", "the entries of a list begin at the same column")
        case "did not find expected ',' or ']'":
            Wording("expected ',' or ']' in a list", "close the list with ']'")
        case "did not find expected ',' or '}'":
            Wording("expected ',' or '}' in a mapping", "close the mapping with '}'")
        case "did not find expected node content":
            Wording("expected a value here", "check for a ',' or a bracket too many")
        case "found unexpected end of stream": Wording("the quote that begins here isn't closed", "close it")
        case "found unexpected document indicator":
            Wording("a quoted text can't go on past '---' or '...'", "close the quote before it")
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            Wording(
                "'\\' begins an escape that isn't known",
                "in double quotes write '\\\\' for a backslash, or use single quotes")
        case "did not find expected alphabetic or numeric character": badName(error.offset, error.context)
        case "did not find expected <document start>":
            Wording("a definition can't go on here", "check the indentation: top-level keys begin at column 1")
        case "did not find expected comment or line break":
            Wording("only a comment can follow '|' or '>'", "begin the text on the next line, indented")
        case "found undefined tag handle", "did not find expected tag URI":
            Wording("'!' begins a tag that isn't known", "put text that begins with '!' in quotes")
        default: Wording("this isn't well-formed YAML: \(error.problem)", nil)
        }
    }

    private static let tab = Wording("a tab can't be used to indent", "indent with spaces")

    private static func badStart(_ offset: Int, in file: SourceFile) -> Wording {
        guard offset < file.bytes.count else { return Wording("a value is missing at the end of the file", nil) }
        if file.bytes[offset] == 0x09 { return tab }
        let character = Character(Unicode.Scalar(file.bytes[offset]))
        return Wording("'\(character)' can't begin a value", "put the text in quotes")
    }

    private static func badName(_ offset: Int, _ context: String?) -> Wording {
        let sign = context?.contains("alias") == true ? "*" : "&"
        return Wording(
            "'\(sign)' must be followed by a name", "put text that begins with '\(sign)', such as a pattern, in quotes")
    }

    /// One scalar wide, and never past the end.
    private static func place(at offset: Int, in file: SourceFile) -> SourceRange {
        var end = min(offset + 1, file.bytes.count)
        while end < file.bytes.count, !SourceFile.startsScalar(file.bytes[end]) { end += 1 }
        return SourceRange(min(offset, file.bytes.count), end)
    }
}
