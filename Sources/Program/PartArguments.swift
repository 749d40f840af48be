internal import CommandLineKit
internal import Planning

/// The arguments that choose a part of a graph.
enum PartArguments {
    static let from = Argument.options(
        "from", .text, valueName: "stage",
        help: "Only this stage, all that comes after it, and what these need; several by commas.")
    static let to = Argument.options(
        "to", .text, valueName: "stage",
        help: "Only this stage and all that comes before it; with --from what lies between, and what it needs.")
    static let only = Argument.options(
        "only", .text, valueName: "stage", help: "Only these stages and all that they need; several by commas.")

    static let all: [any DeclaredArgument] = [from, to, only]

    /// The part that a command line chooses.
    static func part(_ parsed: Parsed) throws(Failure) -> PlanPart {
        let part = PlanPart(from: ids(parsed[from]), to: ids(parsed[to]), only: ids(parsed[only]))
        if !part.only.isEmpty, !part.from.isEmpty || !part.to.isEmpty {
            throw Failure(
                ExitCode.usage, "'--only' can't be combined with '--from' or '--to'",
                help: "name all the stages that are meant with '--only', or none of them")
        }
        return part
    }

    private static func ids(_ texts: [String]) -> [String] {
        texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
