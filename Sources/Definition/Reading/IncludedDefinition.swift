import Diagnostics

/// A definition that another includes, under a name.
struct IncludedDefinition {
    let name: Located<String>
    /// Its stages, ids with the name before them; nil when it can't be known what they are, which was reported.
    let stages: [StageDefinition]?
    /// Whether every stage of it, and what it takes documents from, could be read.
    let isComplete: Bool
    /// The ids of the stages that no other one of it takes documents from.
    let ends: [String]

    /// - Parameter definition: The definition by itself.
    init(name: Located<String>, _ definition: PipelineDefinition?) {
        self.name = name
        stages = definition.map { $0.stages.map { $0.under(name.value) } }
        isComplete = definition?.isComplete ?? false
        let taken = Set((stages ?? []).flatMap { $0.from.map(\.value) })
        ends = (stages ?? []).map(\.id.value).filter { !taken.contains($0) }
    }
}

extension StageDefinition {
    /// The stage with a name before its id and before those that it names.
    fileprivate func under(_ name: String) -> StageDefinition {
        with(
            id: Located("\(name).\(id.value)", at: id.range),
            from: from.map { Located("\(name).\($0.value)", at: $0.range) })
    }

    fileprivate func with(
        id: Located<String>? = nil, from: [Located<String>], hasUnreadInputs: Bool = false
    ) -> StageDefinition {
        StageDefinition(
            id: id ?? self.id, uses: uses, options: options, from: from,
            hasUnreadInputs: self.hasUnreadInputs || hasUnreadInputs, when: when, onError: onError, combine: combine,
            policies: policies)
    }
}

/// What the stages of a definition may call the stages of those that it includes.
struct IncludedNames {
    private let included: [String: IncludedDefinition]
    /// The ids of all included stages.
    let ids: [String]

    /// Reports names that are those of stages, too.
    init(_ included: [IncludedDefinition], besides stages: [Located<String>], _ problems: inout Problems) {
        let own = Dictionary(stages.map { ($0.value, $0.range) }) { first, _ in first }
        for include in included {
            guard let range = own[include.name.value] else { continue }
            problems.error(
                "include.name-taken", "'\(include.name.value)' is the name of an include and the id of a stage",
                at: range, help: "rename one of them",
                notes: [problems.note("the include is here", at: include.name.range)])
        }
        ids = included.flatMap { ($0.stages ?? []).map(\.id.value) }
        self.included = Dictionary(
            included.filter { own[$0.name.value] == nil }.map { ($0.name.value, $0) }
        ) { first, _ in first }
    }

    /// A stage with the names of includes that it takes documents from replaced by the ends of these, without those of
    /// which nothing is known.
    func resolved(_ stage: StageDefinition, _ problems: inout Problems) -> StageDefinition {
        if included.isEmpty { return stage }
        var from: [Located<String>] = []
        var hasUnknown = false
        for reference in stage.from {
            guard let include = included[String(reference.value.prefix { $0 != "." })] else {
                from.append(reference)
                continue
            }
            if include.stages == nil {
                hasUnknown = true
                continue
            }
            guard reference.value == include.name.value else {
                from.append(reference)
                continue
            }
            let ends = include.ends
            guard let end = ends.first, ends.count == 1 else {
                problems.error(
                    "include.several-ends", "the included definition '\(include.name.value)' ends in several stages",
                    at: reference.range, help: "name one of \(ends.prefix(12).joined(separator: ", "))")
                hasUnknown = true
                continue
            }
            from.append(Located(end, at: reference.range))
        }
        return stage.with(from: from, hasUnreadInputs: hasUnknown)
    }
}
