public import TestRandom

extension Definition {
    /// Makes a definition that is right: sources, cleaning, a graph of stages that add layers, fork and meet, and sinks.
    public init(random: inout SeededRandom) {
        var builder = DefinitionBuilder(random: random)
        builder.build()
        random = builder.random
        self.init(builder.stages)
    }

    /// All kinds of artifacts, quarantine and dropped documents, and little that takes time.
    public static var everything: Definition {
        var read = Stage("read", "ingest.files")
        read.set("paths", "[in]")
        let article = Stage("article", "normalize.article", from: ["read"])
        let unique = Stage("unique", "normalize.deduplicate", from: ["article"])
        let language = Stage("language", "extract.language", from: ["unique"])
        let split = Stage("split", "extract.sentences", from: ["language"])
        let summary = Stage("summary", "summarize.extractive", from: ["split"])
        let sinks: [(String, ArtifactKind)] = [
            ("articles.jsonl", .lines), ("articles.jsonl.gz", .lines), ("articles.jsonl.zst", .lines),
            ("pages", .pages),
            ("digest.html", .digest),
        ]
        return Definition(
            [read, article, unique, language, split, summary]
                + sinks.enumerated().map { place, sink in
                    .sink("sink-\(place)", from: ["summary"], Artifact(path: "out/\(sink.0)", kind: sink.1))
                })
    }
}

extension Definition.Stage {
    /// A stage that publishes.
    static func sink(_ id: String, from: [String], _ artifact: Definition.Artifact) -> Self {
        let type =
            switch artifact.kind {
            case .lines: "publish.jsonl"
            case .pages: "publish.markdown"
            case .digest: "publish.digest"
            }
        var stage = Self(id, type, from: from)
        stage.artifact = artifact
        stage.set("path", "\"\(artifact.path)\"")
        return stage
    }
}

/// Puts a definition together, and knows of every stage what is on the documents that it gives.
private struct DefinitionBuilder {
    private struct Node {
        let id: String
        let origin: String
        /// Layers that are on every document.
        var layers: Set<String> = []
        var isTaken = false
    }

    var random: SeededRandom
    private(set) var stages: [Definition.Stage] = []
    private var nodes: [Node] = []

    init(random: SeededRandom) { self.random = random }

    mutating func build() {
        addArticles()
        for _ in 0..<random.below(9) {
            if random.chance(20), nodes.count > 1 { addMeeting() } else { addTransform() }
        }
        addSinks()
    }

    private mutating func addArticles() {
        var sources = [addSource("read")]
        if random.chance(40) { sources.append(addSource("other")) }
        var article = Definition.Stage("article", "normalize.article", from: sources)
        if random.chance(30) { article.set("minimum-words", "\(random.number(in: 1...60))") }
        if random.chance(20) { article.set("maximum-size", "20 kB") }
        if random.chance(20) {
            article.when = random.pick(["{ bytes: { at-most: 9000 } }", "{ path: { contains: e } }"])
        }
        article.onError = policy()
        if sources.count > 1, random.chance(40) {
            // Each cleaned by itself; they are merged later, or published each by itself.
            article.from = [sources[0]]
            var second = Definition.Stage("article-2", "normalize.article", from: [sources[1]])
            second.onError = policy()
            stages.append(second)
            nodes.append(Node(id: second.id, origin: sources[1]))
            stages.append(article)
            nodes.append(Node(id: article.id, origin: sources[0]))
        } else {
            stages.append(article)
            nodes.append(Node(id: article.id, origin: sources.count > 1 ? article.id : sources[0]))
        }
    }

    private mutating func addSource(_ id: String) -> String {
        var source = Definition.Stage(id, "ingest.files")
        source.set("paths", random.pick(DefinitionOptions.paths))
        if random.chance(25) { source.set("exclude", random.pick(["[\"**/*.gz\"]", "[\"**/wire*\"]", "[\"**/b\"]"])) }
        if random.chance(15) { source.set("maximum-size", random.pick(["4 kB", "30 kB"])) }
        if random.chance(15) { source.set("charset", "windows-1252") }
        if random.chance(15) { source.set("fields", "{ title: url, body: body }") }
        if random.chance(8) { source.set("format", random.pick(["text", "markdown", "html"])) }
        if source.with.contains(where: { $0.name == "format" }) { source.with.removeAll { $0.name == "fields" } }
        source.onError = policy()
        stages.append(source)
        return id
    }

    private mutating func policy() -> String? {
        random.chance(20) ? "skip" : random.chance(10) ? "quarantine" : random.chance(2) ? "fail" : nil
    }

    private mutating func take() -> Node {
        let place = random.chance(60) ? nodes.count - 1 : random.below(nodes.count)
        nodes[place].isTaken = true
        return nodes[place]
    }

    private mutating func addTransform() {
        var node = take()
        let types =
            ["extract.language", "extract.sentences", "extract.keyphrases", "normalize.deduplicate"]
            + (node.layers.contains("sentences")
                ? ["extract.statistics", "summarize.extractive"] : ["extract.sentences"])
        let type = random.pick(types)
        var stage = Definition.Stage("s\(stages.count)", type, from: [node.id])
        if random.chance(20) { stage.when = condition(node) }
        stage.with += DefinitionOptions.random(of: stage.uses, &random)
        node.layers.formUnion(Self.layers[type].map { [$0] } ?? [])
        stages.append(stage)
        nodes.append(Node(id: stage.id, origin: node.origin, layers: node.layers))
    }

    private static let layers = [
        "extract.language": "language", "extract.sentences": "sentences", "extract.keyphrases": "keyphrases",
        "extract.statistics": "statistics", "summarize.extractive": "summary",
    ]

    private mutating func condition(_ node: Node) -> String {
        var conditions = [
            "title: { contains: e }", "bytes: { at-least: 300 }", "paragraphs: { at-most: 4 }",
            "published: { known: true }",
            "source: { contains: t }", "text: { contains: \"the \" }", "declared-language: { not: en }",
        ]
        if node.layers.contains("language") { conditions += ["language: [en, de]", "language: { not: en }"] }
        if node.layers.contains("statistics") { conditions += ["words: { at-least: 50, at-most: 400 }"] }
        if node.layers.contains("keyphrases") { conditions += ["keyphrases: { contains: a }"] }
        if node.layers.contains("summary") { conditions += ["summary-sentences: { at-least: 2 }"] }
        return "{ \(random.pick(conditions)) }"
    }

    /// Two or three branches come together in a stage that adds nothing which is needed later.
    private mutating func addMeeting() {
        let branches = pickBranches()
        guard branches.count > 1 else { return addTransform() }
        var stage = Definition.Stage(
            "s\(stages.count)", random.pick(["extract.language", "extract.keyphrases", "normalize.deduplicate"]),
            from: branches.map(\.id))
        stage.with += DefinitionOptions.random(of: stage.uses, &random)
        let isJoin = meet(&stage, branches)
        var layers = branches.dropFirst().reduce(into: branches[0].layers) { $0.formIntersection($1.layers) }
        layers.formUnion(Self.layers[stage.uses].map { [$0] } ?? [])
        stages.append(stage)
        nodes.append(Node(id: stage.id, origin: isJoin ? branches[0].origin : stage.id, layers: layers))
    }

    private mutating func pickBranches() -> [Node] {
        var places: Set<Int> = []
        for _ in 0..<random.number(in: 2...3) { places.insert(random.below(nodes.count)) }
        for place in places { nodes[place].isTaken = true }
        return places.sorted().map { nodes[$0] }
    }

    /// Says how branches meet where that isn't evident; whether they are joined.
    private mutating func meet(_ stage: inout Definition.Stage, _ branches: [Node]) -> Bool {
        let origins = Set(branches.map(\.origin)).count
        stage.isJoin = origins == 1
        if origins > 1, origins < branches.count || random.chance(20) { stage.combine = "merge" }
        if origins == 1, random.chance(15) {
            stage.combine = "merge"
            stage.isJoin = false
        }
        return stage.isJoin
    }

    private mutating func addSinks() {
        for node in nodes where !node.isTaken { addSink([node]) }
        for _ in 0..<random.below(3) { addSink(random.chance(40) ? pickBranches() : [random.pick(nodes)]) }
    }

    private mutating func addSink(_ branches: [Node]) {
        let number = stages.count
        let artifact = random.pick([
            Definition.Artifact(path: "out/lines-\(number).jsonl", kind: .lines),
            .init(path: "out/lines-\(number).jsonl.gz", kind: .lines),
            .init(path: "out/deep/er/lines-\(number).jsonl.zst", kind: .lines),
            .init(path: "out/pages-\(number)", kind: .pages), .init(path: "out/digest-\(number).html", kind: .digest),
        ])
        var stage = Definition.Stage.sink("s\(number)", from: branches.map(\.id), artifact)
        if branches.count > 1 { _ = meet(&stage, branches) }
        if let node = branches.first, branches.count == 1, random.chance(20) { stage.when = condition(node) }
        if artifact.kind == .digest, random.chance(40) { stage.set("language", "de") }
        stages.append(stage)
    }
}
