internal import CommandLineKit

/// `galley new plugin`: a plugin with a first stage, and its lines wherever plugins are named.
enum NewPlugin {
    private static let name = Argument.positional("name", .text, help: "What it is called, for example 'Gazette'.")
    private static let stage = Argument.option(
        "stage", .text, default: "phrase", valueName: "name", help: "What its first stage is called.")
    private static let shape = Argument.option(
        "shape", .choice(NewShape.self), default: .annotator, help: "What that stage does in a graph.")

    static let command = Command(
        "plugin", abstract: "Write a plugin with a first stage.",
        discussion: """
            In a clone of Galley: a folder in Plugins/ with the plugin's list and a stage, its tests, and the lines in \
            Package.swift and Plugins/BuiltIn/BuiltIn.swift. In a package that 'galley new package' made: the same in \
            Sources/, and in its main.swift.

            Exit codes: 0 done, 64 wrong command line, 66 there is no package, 73 something is there already or can't be \
            written.
            """,
        examples: [.init("A plugin of the family gazette", "galley new plugin Gazette --stage marks")],
        arguments: [name, stage, shape, NewCommand.force]
    ) { parsed in
        let project = try Project(around: Surroundings.currentFolder)
        let name = parsed[name]
        let family = name.lowercased()
        let isName = name.first?.isUppercase == true && StageNames.problem(family, isFamily: true) == nil
        guard isName else {
            throw parsed.usageError("'\(name)' can't be the name of a plugin: give a capital, then letters and digits")
        }
        if let problem = StageNames.problem(parsed[stage], isFamily: false) { throw parsed.usageError(problem) }
        if ModuleNames.isWord(name) {
            throw parsed.usageError("'\(name)' can't be the name of a plugin: it is a word of Swift's")
        }
        if ModuleNames.isTaken(name), !project.plugins.contains(where: { $0.name == name }) {
            throw parsed.usageError("'\(name)' can't be the name of a plugin: a module has it")
        }
        let module = project.isClone ? name : name + "Stages"
        let names = StageNames(family: family, thing: parsed[stage], module: module)
        if names.name.utf8.count > StageNames.maximumLength {
            throw parsed.usageError("'\(names.name)' is longer than \(StageNames.maximumLength) letters")
        }
        let changes = try changes(name, names, parsed[shape], in: project)
        try changes.apply(isForced: parsed[NewCommand.force])
        Output.data.write(page(name, names, changes, in: project))
        return ExitCode.done
    }

    private static func changes(
        _ plugin: String, _ names: StageNames, _ shape: NewShape, in project: Project
    ) throws(Failure) -> FileChanges {
        if let taken = project.plugins.first(where: { $0.name.lowercased() == plugin.lowercased() }) {
            throw Failure(
                ExitCode.cannotCreate, "there is a plugin '\(taken.name)' already",
                help: "add a stage to it: galley new stage \(names.name)")
        }
        let template = StageTemplate(shape, names)
        let folder = "\(project.folder)/\(project.isClone ? "Plugins" : "Sources")/\(names.module)"
        var changes = FileChanges()
        changes.create("\(folder)/\(plugin)Plugin.swift", PluginTemplate.list(plugin, first: names.type))
        changes.create("\(folder)/\(names.type).swift", template.source)
        changes.create("\(project.folder)/Tests/\(names.module)Tests/\(names.type)Tests.swift", template.test)
        changes.replace(
            "\(project.folder)/Package.swift",
            try ManifestEdit.adding(names.module, to: try project.read("Package.swift"), isClone: project.isClone))
        let list = project.isClone ? Project.builtIn : "Sources/\(project.program)/main.swift"
        changes.replace(
            "\(project.folder)/\(list)",
            try ManifestEdit.adding(plugin, of: names.module, toList: try project.read(list), isClone: project.isClone))
        if let page = project.readIfThere("docs/stages.md").flatMap(StagesPage.init) {
            changes.replace("\(project.folder)/docs/stages.md", page.adding(template.reference, of: names.name))
        }
        return changes
    }

    private static func page(
        _ plugin: String, _ names: StageNames, _ changes: FileChanges, in project: Project
    ) -> String {
        """
        wrote
        \(project.lines(of: changes))next
          swift test --filter \(names.type)Tests
          swift run \(project.program) stages \(names.name)
          another stage of it: galley new stage NAME --family \(plugin.lowercased())

        """
    }
}
