internal import Documents
internal import JSON
internal import StageKit

/// What is said between Galley and a program: articles as lines, and lines as answers.
struct CommandTalk: Sendable {
    private let parts: [SentPart]
    private let reads: [LayerKey]
    private let provides: [(name: String, reader: LayerReader)]
    private let gives: Gift
    private let hidden: HiddenValues
    private let unit: OffsetUnit
    /// What a program may answer without having declared it: what it was given.
    private let echoes: Set<String>
    /// Longer lines aren't taken.
    let maximumLine: Int

    init(_ options: CommandOptions, _ declaration: BatchDeclaration, _ hidden: HiddenValues) {
        self.hidden = hidden
        parts = options.sends
        reads = declaration.reads.map(\.key)
        provides = declaration.provides.compactMap { layer in layer.read.map { (layer.key.memberName, $0) } }
        gives = options.gives
        unit = options.offsets
        echoes = Set(parts.map(\.member) + reads.map(\.memberName))
        maximumLine = options.maximumLine.bytes
    }

    /// Writes an article as a line.
    func write(_ article: Article, id: String, to json: inout JSONWriter) {
        let places = TextPlaces(article.text, unit)
        json.object { json in
            json.member("id", id)
            for part in parts { part.write(article, to: &json, places) }
            guard !reads.isEmpty else { return }
            let layers = article.layers.selected(reads, placing: unit == .bytes ? nil : places.units)
            layers.write(to: &json, article: article)
        }
        json.endLine()
    }

    /// What an answer means for its article.
    /// - Throws: ``DocumentError`` when it isn't as declared, or refuses the article.
    func outcome(of answer: JSONValue, _ article: Article) throws -> BatchAnswer.Outcome {
        if let error = answer["error"], error != .null {
            throw DocumentError(try Self.code(answer["code"]), error.text ?? "the program refuses it")
        }
        if let drop = answer["drop"], drop != .null, drop != .flag(false) {
            return .none(try reason(drop).map { hidden.hide(in: $0) })
        }
        switch gives {
        case .layers, .filter:
            try check(answer, besides: [])
            return .layers(try layers(of: answer, TextPlaces(article.text, unit)))
        case .article:
            try check(answer, besides: ArticleMaker.members)
            var made = try ArticleMaker.article(answer, instead: article)
            try add(answer, to: &made)
            return .articles([made])
        case .documents:
            guard case .array(let documents) = answer["documents"] else {
                throw Self.wrong("expected 'documents', a list of articles")
            }
            return .articles(
                try documents.enumerated().map { index, document in
                    guard case .object = document else { throw Self.wrong("expected articles under 'documents'") }
                    try check(document, besides: ArticleMaker.members)
                    var made = try ArticleMaker.article(document, number: index + 1, of: article)
                    try add(document, to: &made)
                    return made
                })
        }
    }

    /// What is kept of an answer: what is declared, without what it only repeats.
    func kept(_ answer: JSONValue, _ line: ArraySlice<UInt8>) -> [UInt8] {
        guard gives == .layers || gives == .filter, answer.members.count > provides.count + 1 else {
            return Array(line)
        }
        var json = JSONWriter()
        let names = ["drop"] + provides.map(\.name)
        json.value(.object(answer.members.filter { names.contains($0.name) }))
        return json.bytes
    }

    private func add(_ answer: JSONValue, to article: inout Article) throws {
        for layer in try layers(of: answer, TextPlaces(article.text, unit)) { layer.add(to: &article.layers) }
    }

    private func layers(of answer: JSONValue, _ places: TextPlaces) throws -> [any LayerSet] {
        try provides.map { name, reader in
            guard let value = answer[name] else { throw Self.wrong("'\(name)' is missing") }
            do throws(LayerProblem) {
                return try reader.layer(value) { range throws(LayerProblem) in try places.bytes(range) }
            } catch {
                throw Self.wrong("'\(name)': \(error.message)")
            }
        }
    }

    /// Looks for members that are neither declared nor given: most likely one is misspelt.
    private func check(_ answer: JSONValue, besides names: [String]) throws {
        let strange = answer.members.first { member in
            member.name != "id" && !echoes.contains(member.name) && !names.contains(member.name)
                && !provides.contains { $0.name == member.name } && !Self.known.contains(member.name)
        }
        if let strange {
            throw Self.wrong("'\(strange.name)' isn't declared under 'provides' or 'values'")
        }
    }

    private static let known: Set<String> = ["error", "code", "drop"]

    private func reason(_ drop: JSONValue) throws -> String? {
        guard gives == .filter || gives == .documents else {
            throw Self.wrong("it may leave nothing out: 'drop' needs 'gives: filter'")
        }
        if drop == .flag(true) { return nil }
        guard let text = drop.text, !text.isEmpty else { throw Self.wrong("'drop' must be a reason, or true") }
        return text
    }

    /// The code of a refusal: one's own in small letters, or that of all that programs refuse.
    private static func code(_ value: JSONValue?) throws -> String {
        guard let value, value != .null else { return "command-error" }
        guard let text = value.text, (1...40).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { throw wrong("'code' must be of small letters, digits and hyphens") }
        return text
    }

    /// An answer that isn't as declared.
    static func wrong(_ message: String) -> DocumentError { DocumentError("command-output", message) }
}
