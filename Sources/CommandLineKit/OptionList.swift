/// The options that a command accepts: its own, those of the commands that lead to it, and the built-in ones.
struct OptionList {
    let own: [ArgumentDefinition]
    let inherited: [ArgumentDefinition]

    var all: [ArgumentDefinition] { own + inherited }

    init(path: [Command]) {
        let version = path.count == 1 && path.first?.version != nil ? [ArgumentDefinition.version] : []
        own = (path.last?.options ?? []) + version + [.help]
        inherited = path.dropLast().flatMap(\.options)
    }
}
