public import Diagnostics
public import StageKit

extension YAMLPair {
    /// The part of an option's value that a problem means, for its place; the whole value where there is no such part.
    func part(_ place: OptionProblem.Place) -> YAMLNode {
        switch place {
        case .value: return value
        case .element(let index):
            guard let elements = value.elements, elements.indices.contains(index) else { return value }
            return elements[index]
        case .key(let key):
            let pair = value.pairs?.first { $0.key.value == key }
            return pair.map { YAMLNode(.scalar(YAMLScalar($0.key.value)), at: $0.key.range) } ?? value
        case .entry(let key): return value[key] ?? value
        }
    }
}

extension StageDefinition {
    /// Where a problem with one of the stage's options is: at its value, or at `uses` where the option isn't given.
    public func range(of problem: OptionProblem) -> SourceRange {
        pair(of: problem)?.part(problem.place).range ?? uses.range
    }

    /// A problem with one of the stage's options as a diagnostic; a secret isn't in it.
    /// - Parameter definition: The definition that it is a stage of.
    public func diagnostic(
        _ problem: OptionProblem, code: String, in definition: PipelineDefinition
    ) -> Diagnostic {
        Problems(definition.files).diagnostic(
            problem, of: problem.option, code: code, pair(of: problem), at: uses.range)
    }

    private func pair(of problem: OptionProblem) -> YAMLPair? {
        options?.pairs?.first { $0.key.value == problem.option }
    }
}

extension Problems {
    /// A problem with an option as a diagnostic.
    /// - Parameters:
    ///   - pair: Where the option is given; nil where it isn't.
    ///   - range: Where to point then.
    func diagnostic(
        _ problem: OptionProblem, of name: String, code: String, _ pair: YAMLPair?, at range: SourceRange
    ) -> Diagnostic {
        let part = pair?.part(problem.place)
        let said = part?.holdsSecret == true ? "has a value from the environment that can't be used" : problem.message
        return Diagnostic(
            problem.isWarning ? .warning : .error, code, "option '\(name)' \(said)",
            at: location(part?.range ?? range), help: problem.help,
            notes: notes(for: part?.origin ?? pair?.value.origin))
    }
}

extension YAMLNode {
    /// Whether something in it couldn't be filled in or read, which was reported.
    var holdsUnresolved: Bool {
        if content == .unresolved { return true }
        return elements?.contains(where: \.holdsUnresolved) ?? pairs?.contains(where: \.value.holdsUnresolved) ?? false
    }

    /// Whether it, or something in it, is from the environment.
    package var holdsSecret: Bool {
        if origin?.isSecret == true { return true }
        return elements?.contains(where: \.holdsSecret) ?? pairs?.contains(where: \.value.holdsSecret) ?? false
    }

    /// Whether it is written out: nothing in it comes from a parameter or the environment.
    var holdsNoTemplate: Bool {
        guard origin == nil, content != .unresolved else { return false }
        return elements?.allSatisfy(\.holdsNoTemplate) ?? pairs?.allSatisfy(\.value.holdsNoTemplate) ?? true
    }
}
