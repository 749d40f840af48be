internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import JSON
internal import StageKit
internal import Store

/// `galley quarantine list`: what is in the quarantine.
enum QuarantineList {
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How they are printed.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "list", abstract: "List the documents that couldn't be processed, with the reasons.",
            discussion: """
                A line for each reason: a document that several stages couldn't process has several. They are those of \
                the last complete run of the state folder.
                """,
            examples: [
                .init(
                    "Those that weren't text",
                    "galley quarantine list --code binary --pipeline Pipelines/clean.yaml")
            ],
            arguments: StateFolder.arguments + QuarantineChoice.filters + [format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let folder = try StateFolder(parsed, registry)
        let quarantine = try Quarantine.read(folder.path)
        let run = try RunHistory.open(folder: FilePath(folder.path))?.latestDone()
        if quarantine.entries.isEmpty, run == nil { throw folder.missing }
        let chosen = try QuarantineChoice(parsed).entries(of: [], in: quarantine, folder)
        switch parsed[format] {
        case .text: Output.data.write(text(chosen, of: quarantine, run: run))
        case .json: Output.data.line(json(chosen, run: run))
        }
        return ExitCode.done
    }

    private static func text(_ chosen: [QuarantineEntry], of quarantine: Quarantine, run: Int?) -> String {
        let last = run.map { ", as of run \($0)" } ?? ""
        guard !chosen.isEmpty else {
            return quarantine.entries.isEmpty
                ? "nothing is in quarantine\(last)\n"
                : "none of the \(Figures.documents(quarantine.count)) in quarantine is meant\(last)\n"
        }
        var table = Table(["document", "stage", "code", "source", "reason"], leftColumns: 5)
        for entry in chosen {
            table.add([
                String(entry.document.prefix(WayPage.digits)), entry.stage, entry.code, entry.source, entry.reason,
            ])
        }
        let count = Set(chosen.map(\.document)).count
        let all = quarantine.count
        let end = count == all ? "in quarantine" : "of \(Figures.documents(all)) in quarantine"
        let lines =
            table.lines + ["", "\(count == all ? Figures.documents(count) : Figures.count(count)) \(end)\(last)"]
        return lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    private static func json(_ chosen: [QuarantineEntry], run: Int?) -> String {
        var json = JSONWriter()
        json.object { json in
            WayJSON.number("run", run, &json)
            json.key("documents")
            json.array { json in for entry in chosen { json.object { entry.write(to: &$0) } } }
        }
        return json.text
    }
}

extension QuarantineEntry {
    /// Writes the members of a JSON object.
    func write(to json: inout JSONWriter) {
        json.member("document", document)
        json.member("source", source)
        json.member("stage", stage)
        json.member("code", code)
        json.member("reason", reason)
        json.member("file", file)
    }
}
