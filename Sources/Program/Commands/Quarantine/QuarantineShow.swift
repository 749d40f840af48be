internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import JSON
internal import StageKit
internal import Store

/// `galley quarantine show`: a document that couldn't be processed.
enum QuarantineShow {
    /// So much of a document is shown.
    private static let excerpt = (lines: 12, bytes: 1200)

    private static let document = Argument.positional(
        "document", .text, help: "The document: the beginning of its id, its path, or the end of the path.")
    private static let bytes = Argument.flag("bytes", help: "Write its bytes, and nothing else, as they are.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "show", abstract: "Show a document that couldn't be processed: why, and how it begins.",
            discussion: "Nothing in the document can steer the terminal, but with '--bytes', which write it as it is.",
            examples: [
                .init("Why is it there?", "galley quarantine show photo.txt --pipeline Pipelines/clean.yaml"),
                .init(
                    "Save it",
                    "galley quarantine show photo.txt --bytes --pipeline Pipelines/clean.yaml > photo.txt"),
            ],
            arguments: [document] + StateFolder.arguments + [bytes, QuarantineList.format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let format = parsed[QuarantineList.format]
        guard !parsed[bytes] || format == .text else {
            throw parsed.usageError("'--bytes' writes nothing but the document: it can't be combined with '--format'")
        }
        let folder = try StateFolder(parsed, registry)
        let found = try folder.quarantine()
        let quarantine = found.quarantine
        let named = quarantine.entries(of: parsed[document], places: StateFolder.places(of: parsed[document]))
        let chosen = try QuarantineChoice.one(parsed[document], of: named, folder)
        guard let entry = chosen.first else { return ExitCode.noInput }
        let content: [UInt8]
        do throws(FileError) {
            content = try quarantine.bytes(of: entry)
        } catch {
            throw Failure(ExitCode.inputOutput, "the document can't be read: \(error)", help: error.help)
        }
        if parsed[bytes] {
            Output.data.write(content)
        } else if format == .json {
            Output.data.line(json(chosen, entry, content))
        } else {
            Output.data.write(text(chosen, entry, content))
        }
        return ExitCode.done
    }

    private static func text(
        _ reasons: [QuarantineEntry], _ entry: QuarantineEntry, _ content: [UInt8]
    ) -> String {
        var lines = [
            "document    \(entry.document)", "read at     \(entry.source)",
            "kept as     \(entry.path.text)",
            "size        \(Figures.bytes(content.count))",
        ]
        let isOne = Set(reasons.map(\.pipeline)).count == 1
        lines += reasons.map { reason in
            let pipeline = isOne ? "" : "\(reason.pipeline ?? "?"): "
            return "refused by  \(pipeline)\(reason.stage): \(reason.code): \(reason.reason)"
        }
        lines += Set(reasons.compactMap(\.since)).min().map { ["since       run \($0)"] } ?? []
        if !content.isEmpty { lines += [""] + beginning(of: content) }
        return lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    private static func json(_ reasons: [QuarantineEntry], _ entry: QuarantineEntry, _ content: [UInt8]) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("document", entry.document)
            json.member("source", entry.source)
            json.member("kept", entry.path.text)
            json.member("size", content.count)
            json.key("reasons")
            json.array { json in
                for reason in reasons {
                    json.object { json in
                        json.member("pipeline", reason.pipeline)
                        reason.writeReason(to: &json)
                    }
                }
            }
        }
        return json.text
    }

    /// How a document begins: its first lines, or its first bytes in hexadecimal digits where it isn't text.
    private static func beginning(of content: [UInt8]) -> [String] {
        var part = content.prefix(excerpt.bytes)
        let isText = !part.contains(0) && Self.isText(&part, isWhole: part.count == content.count)
        guard isText else {
            return stride(from: 0, to: min(content.count, 16 * excerpt.lines), by: 16).map { start in
                let row = content[start..<min(start + 16, content.count)]
                let digits = row.map { hexadecimal($0) }.joined(separator: " ")
                let letters = row.map { (0x20..<0x7F).contains($0) ? String(UnicodeScalar($0)) : "." }.joined()
                return digits + String(repeating: " ", count: 49 - digits.utf8.count) + letters
            }
        }
        let lines = part.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let shown = lines.prefix(excerpt.lines).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
        let isWhole = part.count == content.count && lines.count <= excerpt.lines
        return shown + (isWhole ? [] : ["…"])
    }

    /// Whether bytes are UTF-8; a letter that is cut off at the end is taken off.
    private static func isText(_ part: inout ArraySlice<UInt8>, isWhole: Bool) -> Bool {
        for _ in 0..<4 {
            if String(validating: part, as: UTF8.self) != nil { return true }
            guard !isWhole, !part.isEmpty else { return false }
            part.removeLast()
        }
        return false
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
