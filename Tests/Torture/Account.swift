internal import Foundation

/// What the program says that a run did, read from `--format json`.
public struct Account: Codable, Equatable, Sendable {
    /// A stage's line.
    public struct Stage: Codable, Equatable, Sendable {
        /// The stage's id and type.
        public let stage, type: String
        /// Documents that came, that came beyond one for each, that went on, were left out, and couldn't be processed.
        public let `in`, added, out, filtered, quarantined: Int
    }

    /// How the run ended.
    public let outcome: String
    /// Documents in quarantine, each once.
    public let quarantined: Int
    /// What was put in place.
    public let artifacts: [String]
    /// The stages.
    public let stages: [Stage]

    /// Reads it; nil where there is none.
    public init?(_ ending: Ending) {
        guard let account = try? JSONDecoder().decode(Account.self, from: Data(ending.output.utf8)) else { return nil }
        self = account
    }
}

/// Counts for itself what was published and recorded, and compares an account with that.
struct AccountCheck {
    let definition: Definition
    let corpus: Corpus
    let workplace: Workplace
    let account: Account
    private(set) var problems: [String] = []
    /// Numbers that were compared.
    private(set) var comparisons = 0

    /// Checks an account of a run that went through.
    init(_ definition: Definition, _ corpus: Corpus, _ workplace: Workplace, _ account: Account) throws {
        self.definition = definition
        self.corpus = corpus
        self.workplace = workplace
        self.account = account
        let accounts = Dictionary(account.stages.map { ($0.stage, $0) }) { first, _ in first }
        same(accounts.count, definition.stages.count, "stages")
        let quarantine = try lines(Workplace.quarantine + "/index.jsonl")
        let dropped = try lines(Workplace.dropped)
        for stage in definition.stages {
            guard let own = accounts[stage.id] else { continue }
            same(own.in + own.added, own.out + own.filtered + own.quarantined, "\(stage.id): in + added, and the rest")
            try edges(stage, own, stage.from.compactMap { accounts[$0] })
            same(
                own.quarantined, quarantine.count { $0["stage"] == stage.id }, "\(stage.id): quarantined, and the index"
            )
            filtered(stage, own, dropped.count { $0["stage"] == stage.id })
        }
        same(account.quarantined, Set(quarantine.map { $0["document"] }).count, "quarantined documents, and the index")
        let besides = Set(quarantine.compactMap { $0["fields"] })
        let kept = (Disk.names(in: workplace.folder / RawPath(Workplace.quarantine)) ?? []).count {
            $0 != "index.jsonl" && $0 != ".galley-artifact" && !besides.contains($0.description)
        }
        same(account.quarantined, kept, "quarantined documents, and the files kept")
    }

    private mutating func edges(_ stage: Definition.Stage, _ own: Account.Stage, _ givers: [Account.Stage]) throws {
        let given = givers.map(\.out)
        if let artifact = stage.artifact, let count = try published(artifact) {
            same(own.out, count, "\(stage.id): out, and \(artifact.path)")
        }
        if givers.isEmpty {
            if let expected = expectedDocuments(stage) { same(own.in, expected, "\(stage.id): in, and the corpus") }
        } else if stage.isJoin {
            comparisons += 2
            if own.in < given.max() ?? 0 || own.in > given.reduce(0, +) {
                problems.append("\(stage.id): took \(own.in) of a join of \(given)")
            }
        } else {
            same(own.in, given.reduce(0, +), "\(stage.id): in, and what was given to it")
        }
    }

    private mutating func filtered(_ stage: Definition.Stage, _ own: Account.Stage, _ dropped: Int) {
        let isFree = stage.when == nil && stage.onError != "skip"
        if stage.uses == "normalize.deduplicate" {
            if isFree { same(own.filtered, dropped, "\(stage.id): filtered, and the list of them") }
            if own.filtered < dropped { problems.append("\(stage.id): filtered \(own.filtered), dropped \(dropped)") }
        } else {
            if isFree { same(own.filtered, 0, "\(stage.id): filtered without a condition") }
            same(dropped, 0, "\(stage.id): dropped documents of a stage that drops none")
        }
    }

    /// How many documents a source should find, where the harness can tell.
    private func expectedDocuments(_ stage: Definition.Stage) -> Int? {
        guard stage.with.count == 1, let paths = stage.with.first?.value else { return nil }
        switch paths {
        case "[in]", "[\"in/**\"]": return corpus.documents(in: "in")
        case "[in/texts]": return corpus.documents(in: "in/texts")
        default: return nil
        }
    }

    /// How many documents an artifact holds, counted as a reader would; nil where a tool for that is missing.
    private func published(_ artifact: Definition.Artifact) throws -> Int? {
        let path = workplace.folder / RawPath(artifact.path)
        switch artifact.kind {
        case .lines: return try Plain.bytes(path)?.count { $0 == UInt8(ascii: "\n") }
        case .pages: return (Disk.names(in: path) ?? []).count { $0.description.hasSuffix(".md") }
        case .digest: return String(decoding: try Disk.read(path) ?? [], as: UTF8.self).ranges(of: "<article").count
        }
    }

    private mutating func same(_ said: Int, _ counted: Int, _ what: String) {
        comparisons += 1
        if said != counted { problems.append("\(what): \(said) and \(counted)") }
    }

    private func lines(_ path: String) throws -> [[String: String]] {
        try (Disk.read(workplace.folder / RawPath(path)) ?? []).split(separator: UInt8(ascii: "\n")).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            return (object ?? [:]).compactMapValues { $0 as? String }
        }
    }
}

/// Bytes of files without their compression, expanded by the system's own tools; nil where these are missing.
enum Plain {
    static func bytes(_ path: RawPath) throws -> [UInt8]? {
        let tool = path.description.hasSuffix(".gz") ? "gzip" : path.description.hasSuffix(".zst") ? "zstd" : nil
        guard let tool else { return try Disk.read(path) ?? [] }
        let place = try ScratchPlace()
        let line = "exec \(tool) -dc < \"$0\" > \"$1\""
        let ending = try Launch(
            ["/bin/sh", "-c", line, path.description, (place.path / "plain").description], folder: place.path,
            messages: place.path
        ).wait()
        guard ending.code != 127 else { return nil }
        guard ending.code == 0 else { throw HarnessError("\(tool) can't expand \(path): \(ending.summary)") }
        return try Disk.read(place.path / "plain") ?? []
    }
}
