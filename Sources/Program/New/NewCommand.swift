internal import CommandLineKit
internal import StageKit

/// `galley new`: writes the beginning of a stage, a plugin, a package or a definition.
enum NewCommand {
    static let force = Argument.flag("force", help: "Write over files that are there already.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "new", abstract: "Write a stage, a plugin, a package or a pipeline that works, to go on from.",
            discussion: """
                What is written is complete: it builds, its tests pass, and it runs. All files are written, or none. Files \
                that are there already are kept, unless '--force' is given.
                """,
            examples: [
                .init("A stage in a clone of Galley", "galley new stage terms --family extract"),
                .init("A package of your own", "galley new package gazette"),
                .init("A definition", "galley new pipeline news.yaml --input articles"),
            ],
            subcommands: [
                NewStage.command, NewPlugin.command, NewPackage.command, NewPipeline.command(registry),
            ])
    }
}
