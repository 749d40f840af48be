internal import CommandLineKit
internal import Diagnostics
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
                the last complete run of the pipeline, or of each pipeline that shares the state folder; a document that \
                couldn't be processed before, for a reason of the same code at the same stage, is there since then.
                """,
            examples: [
                .init(
                    "Those that weren't text",
                    "galley quarantine list --code binary --pipeline Pipelines/clean.yaml"),
                .init("What run 12 brought", "galley quarantine list --run 12 --pipeline Pipelines/clean.yaml"),
            ],
            arguments: StateFolder.arguments + QuarantineChoice.filters + [format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let folder = try StateFolder(parsed, registry)
        let found = try folder.quarantine()
        let isEmpty = found.quarantine.entries.isEmpty
        let empty = isEmpty ? try found.whyEmpty(orElse: folder.missing) : ""
        let chosen = try QuarantineChoice(parsed).entries(of: [], in: found, folder)
        switch parsed[format] {
        case .text: Output.data.write(isEmpty ? DisplayText.printable(empty) + "\n" : try text(chosen, of: found))
        case .json: Output.data.line(json(chosen, run: try found.lastRun()))
        }
        return ExitCode.done
    }

    private static func text(_ chosen: [QuarantineEntry], of found: FoundQuarantine) throws -> String {
        let isOne = found.pipelines.count < 2
        let last = isOne ? try found.lastRun().map { ", as of run \($0)" } ?? "" : ""
        let all = found.quarantine.count
        guard !chosen.isEmpty else { return "none of the \(Figures.documents(all)) in quarantine is meant\(last)\n" }
        let pipeline = isOne ? [] : ["pipeline"]
        var table = Table(
            ["document"] + pipeline + ["stage", "code", "since", "source", "reason"], leftColumns: isOne ? 6 : 7)
        for entry in chosen {
            table.add(
                [String(entry.document.prefix(WayPage.digits))] + (isOne ? [] : [entry.pipeline ?? "?"]) + [
                    entry.stage, entry.code, entry.since.map { "run \($0)" } ?? "?", entry.source, entry.reason,
                ])
        }
        let count = Set(chosen.map(\.document)).count
        let end = count == all ? "in quarantine" : "of \(Figures.documents(all)) in quarantine"
        let several = isOne ? "" : " of \(found.pipelines.count) pipelines"
        let lines =
            table.lines + [
                "", "\(count == all ? Figures.documents(count) : Figures.count(count)) \(end)\(several)\(last)",
            ]
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
        json.member("pipeline", pipeline)
        writeReason(to: &json)
        json.member("file", file)
    }

    /// Writes the members that tell why.
    func writeReason(to json: inout JSONWriter) {
        json.member("stage", stage)
        json.member("code", code)
        json.member("reason", reason)
        WayJSON.number("since", since, &json)
    }
}
