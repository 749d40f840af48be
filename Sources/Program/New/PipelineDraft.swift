internal import StageKit

/// A definition as `galley new pipeline` writes it: articles are read, go through stages one after the other, and are
/// published.
struct PipelineDraft {
    /// The pipeline's name.
    let name: String
    /// The folder or file of the articles.
    let input: String
    /// Whether that is a file.
    let isFile: Bool
    /// The folder for what is published.
    let output: String
    /// What is done with each article, in order, all that one needs of another before it.
    let stages: [StageDescriptor]
    /// What publishes.
    let sinks: [StageDescriptor]

    /// The stage types that can stand between reading and publishing: articles in, articles out.
    static func stages(in registry: Registry) -> [StageDescriptor] {
        registry.stageTypes.filter { $0.input?.name == "Article" && $0.output?.name == "Article" && $0.reaches.isEmpty }
    }

    /// The stage types that publish articles.
    static func sinks(in registry: Registry) -> [StageDescriptor] {
        registry.stageTypes.filter { $0.shape == .sink && $0.input?.name == "Article" && $0.reaches.isEmpty }
    }

    /// Puts stage types in an order in which they work, with those that they need and nobody named.
    static func ordered(_ chosen: [StageDescriptor], among all: [StageDescriptor]) -> [StageDescriptor] {
        var wanted = chosen
        var next = 0
        while next < wanted.count {
            for layer in wanted[next].reads where !layer.isOptional {
                let provides = { (type: StageDescriptor) in type.provides.contains { $0.name == layer.name } }
                if !wanted.contains(where: provides), let type = all.first(where: provides) { wanted.append(type) }
            }
            next += 1
        }
        // What makes another text of an article, then what leaves articles out, then what adds to them.
        var ordered: [StageDescriptor] = []
        for rank in 0...2 {
            var left = wanted.filter { $0.shape != .sink && Self.rank($0) == rank }
            while !left.isEmpty {
                let given = Set(left.flatMap { $0.provides.map(\.name) })
                let ready = left.firstIndex { type in
                    type.reads.allSatisfy { !given.contains($0.name) || type.provides.map(\.name).contains($0.name) }
                }
                ordered.append(left.remove(at: ready ?? 0))
            }
        }
        return ordered
    }

    private static func rank(_ type: StageDescriptor) -> Int {
        !type.keepsLayers ? 0 : type.provides.isEmpty ? 1 : 2
    }

    /// The definition.
    func text(path: String) -> String {
        let path = ShellWords.quoted(path)
        var text = """
            # Reads the articles of a folder, works on each, and publishes them: a beginning to go on from.
            #
            #   galley check \(path)    says whether it is right
            #   galley plan \(path)     tells what it would do
            #   galley run \(path)      does it
            galley: 1
            name: \(name)
            parameters:
              input:
                type: path
                default: \(Self.quoted(input))
                description: where the articles are
              output:
                type: path
                default: \(Self.quoted(output))
                description: the folder for what is published

            stages:
              # Every file in the folder, and in the folders in it.
              read:
                uses: ingest.files
                with:
                  paths: ["\(isFile ? "${input}" : "${input}/**")"]
            \(exclusion)  # Bytes become a clean article: headline, body, metadata.
              article:
                uses: normalize.article
                from: read

            """
        var last = "article"
        var ids: Set = ["read", "article"]
        for type in stages {
            let id = Self.id(of: type, &ids)
            text += Self.stage(type, id, from: last)
            last = id
        }
        if !sinks.isEmpty { text += "\n  # What is published.\n" }
        for type in sinks { text += Self.stage(type, Self.id(of: type, &ids), from: last) }
        return text
    }

    /// What is published under the folder of the articles isn't read again.
    private var exclusion: String {
        let (input, output) = (Path(input).normalized, Path(output).normalized)
        let isInside = input.isEmpty ? !output.hasPrefix("/") : output == input || output.hasPrefix(input + "/")
        return isInside ? "      # What this pipeline published itself.\n      exclude: [\"${output}/**\"]\n" : ""
    }

    /// A stage with its options: those that must be given, the others as comments with their defaults.
    private static func stage(_ type: StageDescriptor, _ id: String, from last: String) -> String {
        let examples = OptionTable.options(of: type.configurationType.init())
        var lines = ["  # \(type.summary.prefix(1).uppercased())\(type.summary.dropFirst()).", "  \(id):"]
        lines += ["    uses: \(type.name)", "    from: \(last)"]
        let given = type.options.filter { $0.defaultText == nil }
        let isOpen = !given.isEmpty
        if !type.options.isEmpty { lines.append(isOpen ? "    with:" : "    # with:") }
        for option in type.options {
            let value = examples.first { OptionTable.key($0.property) == option.name }?.option.valueText ?? ""
            // What has no default has no value that one could write.
            let shown = value == "none" ? "…" : value
            let limits =
                option.choices.map { " (\($0.joined(separator: ", ")))" } ?? option.limits.map { " (\($0))" } ?? ""
            if option.defaultText == nil {
                let isPlace = type.shape == .sink && option.name == "path"
                lines.append("      \(option.name): " + (isPlace ? "\"${output}/\(value)\"" : value))
            } else {
                lines.append("    #   \(option.name): \(shown)  # \(option.help)\(limits)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// `extract.language` is `language`, or `extract-language` where there is one already.
    private static func id(of type: StageDescriptor, _ ids: inout Set<String>) -> String {
        let thing = String(type.name.drop { $0 != "." }.dropFirst())
        let id = ids.contains(thing) ? type.name.replacing(".", with: "-") : thing
        ids.insert(id)
        return id
    }

    /// A path as YAML has it.
    static func quoted(_ text: String) -> String {
        let isPlain =
            text.first?.isLetter == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
            && !["true", "false", "null"].contains(text.lowercased())
        if isPlain { return text }
        var quoted = ""
        for character in text {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return "\"" + quoted.replacing("${", with: "$${") + "\""
    }
}
