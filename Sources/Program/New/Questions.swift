internal import CommandLineKit
internal import Diagnostics
internal import StageKit

/// Asks a person at a terminal.
struct Questions {
    /// Whether there is somebody to ask.
    static var canBeAsked: Bool { Terminal.isTerminal(.input) && Terminal.isTerminal(.error) }

    /// A text; the default for an empty line.
    static func text(_ question: String, default standard: String) throws(Failure) -> String {
        Output.messages.write("\(question) [\(standard)] ")
        guard let answer = readLine() else { throw givenUp }
        let text = String(answer.trimmed)
        return text.isEmpty ? standard : text
    }

    /// Some of several stage types, by number or name; asked again until they are understood.
    static func choice(
        _ question: String, of types: [StageDescriptor], default standard: [StageDescriptor]
    ) throws(Failure) -> [StageDescriptor] {
        Output.messages.line(question)
        for (number, type) in types.enumerated() {
            Output.messages.line("  \(number + 1)  \(type.name)  \(type.summary)")
        }
        let usual = standard.isEmpty ? "none" : standard.map(\.name).joined(separator: ", ")
        while true {
            Output.messages.write("numbers or names, '-' for none [\(usual)] ")
            guard let answer = readLine() else { throw givenUp }
            let words = answer.split { $0 == "," || $0.isWhitespace }.map(String.init)
            if words.isEmpty { return standard }
            if words == ["-"] { return [] }
            do throws(UnknownName) {
                return try StageChoice.types(words, among: types)
            } catch {
                Output.messages.line(DisplayText.printable(error.message))
            }
        }
    }

    private static var givenUp: Failure {
        Failure(ExitCode.usage, "the questions weren't answered; nothing was written")
    }
}

/// Finds stage types by what a user calls them.
enum StageChoice {
    /// The stage types of these numbers, names, or parts of names behind the dot; each once.
    static func types(_ words: [String], among types: [StageDescriptor]) throws(UnknownName) -> [StageDescriptor] {
        var chosen: [StageDescriptor] = []
        for word in words {
            let number = Int(word).flatMap { types.indices.contains($0 &- 1) ? types[$0 - 1] : nil }
            guard let type = number ?? types.first(where: { $0.name == word || $0.name.hasSuffix(".\(word)") }) else {
                let names = types.flatMap { [$0.name, String($0.name.drop { $0 != "." }.dropFirst())] }
                let meant = Suggestion.closest(to: word, among: names).map { "; did you mean '\($0)'?" }
                let all = types.map(\.name).joined(separator: ", ")
                throw UnknownName(message: "there is no '\(word)'\(meant ?? ", but \(all)")")
            }
            if !chosen.contains(where: { $0.name == type.name }) { chosen.append(type) }
        }
        return chosen
    }
}

/// A name that no stage type has.
struct UnknownName: Error {
    let message: String
}
