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
        options?.pairs?.first { $0.key.value == problem.option }?.part(problem.place).range ?? uses.range
    }
}

extension YAMLNode {
    /// Whether something in it couldn't be filled in or read, which was reported.
    var holdsUnresolved: Bool {
        if content == .unresolved { return true }
        return elements?.contains(where: \.holdsUnresolved) ?? pairs?.contains(where: \.value.holdsUnresolved) ?? false
    }

    /// Whether it is written out: nothing in it comes from a parameter or the environment.
    var holdsNoTemplate: Bool {
        guard origin == nil, content != .unresolved else { return false }
        return elements?.allSatisfy(\.holdsNoTemplate) ?? pairs?.allSatisfy(\.value.holdsNoTemplate) ?? true
    }
}
