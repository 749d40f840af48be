internal import CommandLineKit

/// `galley new stage`: a stage type with its test, its place in the plugin's list and in the reference.
enum NewStage {
    private static let name = Argument.positional("name", .text, help: "What it is called, for example 'word-count'.")
    private static let family = Argument.option(
        "family", .text, valueName: "family", help: "The part of its name before the dot, for example 'extract'.")
    private static let shape = Argument.option(
        "shape", .choice(NewShape.self), default: .annotator, help: "What it does in a graph.")
    private static let plugin = Argument.option(
        "plugin", .text, valueName: "name", defaultText: "the family's",
        help: "The plugin that ships it, for example 'Extract'.")

    static let command = Command(
        "stage", abstract: "Write a stage type with its test.",
        discussion: """
            Works in a clone of Galley and in a package that 'galley new package' made. Writes a stage that works, in one \
            file, and its test, adds it to the plugin's list, and to docs/stages.md where there is one. Then put what you \
            want into it.

            An annotator adds a layer to an article; a transform makes none, one or several documents of each; a \
            selection leaves some out; a source reads from outside; an aggregate looks at the whole corpus; a sink \
            publishes.

            Exit codes: 0 done, 64 wrong command line, 66 there is no package or no such plugin, 73 something is there \
            already or can't be written.
            """,
        examples: [
            .init("An annotator", "galley new stage word-count --family extract"),
            .init("The same, a selection", "galley new stage extract.long-reads --shape selection"),
        ],
        arguments: [name, family, shape, plugin, NewCommand.force]
    ) { parsed in
        let project = try Project(around: Surroundings.currentFolder)
        let names = try names(parsed, project)
        let plugin = names.plugin
        let changes = try changes(names.stage, parsed[shape], plugin, in: project, isForced: parsed[NewCommand.force])
        try changes.apply(isForced: parsed[NewCommand.force])
        Output.data.write(page(names.stage, changes, in: project))
        return ExitCode.done
    }

    /// All that a new stage type changes in a project.
    static func changes(
        _ names: StageNames, _ shape: NewShape, _ plugin: Project.Plugin, in project: Project, isForced: Bool
    ) throws(Failure) -> FileChanges {
        let template = StageTemplate(shape, names)
        if let taken = plugin.stageTypes.first(where: { $0.value == names.name && $0.key != names.type }) {
            throw Failure(
                ExitCode.cannotCreate, "there is a stage type '\(names.name)' already, in \(taken.key).swift",
                help: "give another name")
        }
        guard let list = TypeList(in: plugin.source, after: "static var stageTypes") else {
            throw Failure(
                ExitCode.cannotCreate, "the list of stage types in '\(plugin.list)' can't be read",
                help: "write it as '{ [\(names.type).self] }', without comments between the names")
        }
        var changes = FileChanges()
        changes.create("\(plugin.folder)/\(names.type).swift", template.source)
        changes.create("\(project.folder)/Tests/\(plugin.module)Tests/\(names.type)Tests.swift", template.test)
        changes.replace(
            plugin.list,
            list.source(adding: names.type) { type in
                plugin.stageTypes[type].map { $0 < names.name } ?? (type < names.type)
            })
        if let page = project.readIfThere("docs/stages.md").flatMap(StagesPage.init) {
            changes.replace("\(project.folder)/docs/stages.md", page.adding(template.reference, of: names.name))
        }
        return changes
    }

    private static func names(
        _ parsed: Parsed, _ project: Project
    ) throws -> (stage: StageNames, plugin: Project.Plugin) {
        let parts = parsed[name].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let given = parsed[family] ?? (parts.count == 2 ? parts[0] : nil)
        let thing = parts.last ?? ""
        if parts.count > 2 || (parts.count == 2 && parts[0] != given) {
            throw parsed.usageError("'\(parsed[name])' isn't a name such as 'word-count' or 'extract.word-count'")
        }
        if let problem = StageNames.problem(thing, isFamily: false) { throw parsed.usageError(problem) }
        if let given, let problem = StageNames.problem(given, isFamily: true) { throw parsed.usageError(problem) }
        let plugin = try plugin(family: given, parsed, project)
        let family = given ?? plugin.name.lowercased()
        if project.isClone, family != plugin.name.lowercased() {
            throw parsed.usageError("the plugin \(plugin.name) holds the family '\(plugin.name.lowercased())' alone")
        }
        let names = StageNames(family: family, thing: thing, module: plugin.module)
        if names.name.utf8.count > StageNames.maximumLength {
            throw parsed.usageError("'\(names.name)' is longer than \(StageNames.maximumLength) letters")
        }
        return (names, plugin)
    }

    /// The plugin that is asked for, or else the family's, or else the only one of a package.
    private static func plugin(
        family: String?, _ parsed: Parsed, _ project: Project
    ) throws -> Project.Plugin {
        let all = project.plugins.map(\.name).joined(separator: ", ")
        if let name = parsed[plugin] {
            if let plugin = project.plugins.first(where: { $0.name == name }) { return plugin }
            throw Failure(
                ExitCode.noInput, "there is no plugin '\(name)' in '\(project.folder)'",
                help: all.isEmpty ? "make one: galley new plugin \(name)" : "there are: \(all)")
        }
        if let family {
            let holds = { (plugin: Project.Plugin) in
                plugin.name.lowercased() == family || plugin.stageTypes.values.contains { $0.hasPrefix("\(family).") }
            }
            if let plugin = project.plugins.first(where: holds) { return plugin }
        }
        if !project.isClone, project.plugins.count == 1 { return project.plugins[0] }
        guard let family else { throw parsed.usageError("missing the option '--family': there are several plugins") }
        let name = family.prefix(1).uppercased() + family.dropFirst()
        throw Failure(
            ExitCode.noInput, "there is no plugin of the family '\(family)' in '\(project.folder)'",
            help: "make one: galley new plugin \(name)" + (all.isEmpty ? "" : "; there are: \(all)"))
    }

    private static func page(_ names: StageNames, _ changes: FileChanges, in project: Project) -> String {
        let filter = project.isClone ? "'\(names.type)Tests|StageCheckTests|RegistryTests'" : "\(names.type)Tests"
        return """
            wrote
            \(project.lines(of: changes))next
              swift test --filter \(filter)
              swift run \(project.program) stages \(names.name)
              put what you want into \(names.type).swift

            """
    }
}
