import Diagnostics
import StageKit

/// The reading of one configuration: decodes option by option, and goes on with the default where one is wrong.
///
/// A class because `Decoder` and its containers are copied at will by what they decode, while problems are collected in
/// one place. It never leaves the call that makes it.
final class OptionSession {
    var problems: Problems
    let subject: String
    private let range: SourceRange
    private let declared: [(property: String, option: any AnyOption)]
    private var pairs: [String: YAMLPair]
    private let order: [YAMLPair]

    init(
        _ defaults: some StageConfiguration, _ pairs: [YAMLPair], _ problems: Problems, subject: String,
        range: SourceRange
    ) {
        declared = OptionTable.options(of: defaults)
        self.pairs = Dictionary(pairs.map { ($0.key.value, $0) }) { first, _ in first }
        order = pairs
        self.problems = problems
        self.subject = subject
        self.range = range
    }

    /// Reports keys that aren't options, and options that must be given and aren't.
    func checkKeys() {
        let names = declared.map { OptionTable.key($0.property) }
        for pair in order where !names.contains(pair.key.value) {
            let meant = problems.closest(to: pair.key.value, among: names)
            // Read as what it is meant for, so that what is wrong with its value is found as well.
            if let meant, pairs[meant] == nil { pairs[meant] = pair }
            let help =
                meant.map { "did you mean '\($0)'?" }
                ?? (names.isEmpty ? "it has no options" : problems.help(for: pair.key.value, among: names))
            problems.error(
                "option.unknown", "'\(subject)' has no option '\(pair.key.value.shortened)'", at: pair.key.range,
                help: help)
        }
        for (name, declared) in zip(names, declared) where declared.option.isRequired && pairs[name] == nil {
            problems.error(
                "option.missing", "'\(subject)' must be given the option '\(name)'", at: range,
                help: "add 'with: { \(name): … }': \(declared.option.help)")
        }
    }

    /// The configuration; only of use when no problem was found.
    func decode<C: StageConfiguration>(_ type: C.Type) -> C? {
        do {
            let configuration = try C(from: ConfigurationDecoder(session: self))
            if !problems.diagnostics.hasErrors, !order.contains(where: \.value.holdsUnresolved) {
                for problem in configuration.problems { report(problem, for: problem.option) }
            }
            return configuration
        } catch let error as OptionProblem {
            report(error, for: error.option)
        } catch {
            problems.error(
                "option.invalid", "the options of '\(subject)' can't be read: \(OptionFailure.text(of: error))",
                at: range)
        }
        return nil
    }

    /// The option of a property with the value that the definition gives, else with its default.
    func value(of property: String) -> (any AnyOption)? {
        guard let option = declared.first(where: { $0.property == property })?.option else { return nil }
        let name = OptionTable.key(property)
        guard let pair = pairs[name], pair.value.content != .unresolved else { return option }
        if let wrong = OptionFailure.outsider(pair.value, among: type(of: option).choices) {
            problems.error(
                "option.choice", "option '\(name)' can't be '\(wrong.phraseText)'", at: wrong.range,
                help: problems.help(for: wrong.phraseText, among: type(of: option).choices ?? []),
                notes: problems.notes(for: wrong.origin))
            return option
        }
        do {
            let decoded = try option.decoded(from: ValueDecoder(node: pair.value, typeName: type(of: option).typeName))
            warnOfDefault(name, pair, option, decoded)
            return decoded
        } catch let failure as OptionFailure {
            report(failure, name, pair)
        } catch let error as OptionProblem {
            report(error, for: name)
        } catch {
            report(OptionFailure(pair.value, error), name, pair)
        }
        return option
    }

    private func report(_ failure: OptionFailure, _ name: String, _ pair: YAMLPair) {
        if failure.node.content == .unresolved { return }
        let place = failure.node.isNull && failure.node.range == pair.value.range ? pair.key.range : failure.node.range
        problems.error(
            "option.type", "option '\(name)': \(failure.message)", at: place, help: failure.help,
            notes: problems.notes(for: failure.node.origin))
    }

    /// A value that is written out though it is the default; one from a parameter may be another next time.
    private func warnOfDefault(_ name: String, _ pair: YAMLPair, _ option: any AnyOption, _ given: any AnyOption) {
        guard !option.isRequired, given.valueText == option.valueText, pair.value.holdsNoTemplate else { return }
        problems.warning(
            "option.default", "option '\(name)' is set to its default", at: pair.value.range,
            help: "remove it: \(option.valueText) is what '\(subject)' takes anyway")
    }

    private func report(_ problem: OptionProblem, for name: String) {
        let isRange = problem.option.isEmpty
        let code = isRange ? "option.range" : problem.isWarning ? "option.no-effect" : "option.invalid"
        problems.add(problems.diagnostic(problem, of: name, code: code, pairs[name], at: range))
    }
}

/// A value that an option can't have.
struct OptionFailure: Error {
    let node: YAMLNode
    let message: String
    let help: String?

    init(_ node: YAMLNode, message: String, help: String? = nil) {
        self.node = node
        self.message = message
        self.help = help
    }

    /// A value of another type than wanted.
    init(_ node: YAMLNode, expected: String) {
        let bare = node.scalar.map { YAMLScalar($0.text) }
        let isQuoted = node.scalar?.style == .quoted
        let help: String? =
            switch expected {
            case "a whole number" where isQuoted && bare?.wholeNumber != nil,
                "a number" where isQuoted && bare?.number != nil, "true or false" where isQuoted && bare?.flag != nil:
                node.origin == nil ? "remove the quotes" : "declare the parameter with another type"
            case "a list" where node.scalar != nil && node.origin == nil: "write it as a list: [\(node.displayText)]"
            case "text" where node.isNull: "put the word in quotes if it is meant as text"
            default: nil
            }
        self.init(node, message: "expected \(expected), found \(node.phrase)", help: help)
    }

    /// What a type says of a value that it can't be made of.
    init(_ node: YAMLNode, _ error: any Error) {
        self.init(node, message: "\(Self.text(of: error)), found \(node.phrase)")
    }

    /// The scalar that isn't one of the choices.
    static func outsider(_ node: YAMLNode, among choices: [String]?) -> YAMLNode? {
        guard let choices else { return nil }
        return (node.elements ?? [node]).first { node in node.scalar.map { !choices.contains($0.text) } ?? false }
    }

    /// What a decoding error of a type says.
    static func text(of error: any Error) -> String {
        switch error {
        case let failure as OptionFailure: failure.message
        case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context):
            context.debugDescription
        default: "\(error)"
        }
    }
}

extension YAMLNode {
    fileprivate var phraseText: String { origin?.isSecret == true ? displayText : scalar?.text.shortened ?? "" }
}
