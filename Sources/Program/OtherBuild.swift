internal import Files
internal import Planning
internal import Runtime
internal import StageKit
internal import Store

/// Stages of one's own whose results another build of this program kept.
///
/// Who changes what a stage gives and leaves its `version` finds the old results again, and looks for the fault elsewhere.
/// That is told once: the next run has results of this build before it. Stage types that ship aren't asked for.
struct OtherBuild {
    /// The names of the stage types, with the version that they had then.
    private let types: [String: Int]

    /// What tells this build from others; nil for a program without stage types of its own.
    static func stamp(_ registry: Registry) -> String? { registry.ownTypes.isEmpty ? nil : Surroundings.build }

    /// Looks what the run before left; nil when nothing of it was made by another build.
    init?(before plan: Plan, _ registry: Registry) {
        guard plan.stages.contains(where: { registry.ownTypes.contains($0.type.name) }),
            let stamp = Self.stamp(registry),
            // What can't be read is no reason not to run.
            let history = try? RunHistory.open(folder: FilePath(plan.state.text)),
            let found = try? history.types(of: plan.name, byAnotherBuildThan: stamp)
        else { return nil }
        self.init(
            types: found.filter { name, version in
                registry.ownTypes.contains(name) && registry[name]?.version == version
            })
    }

    init?(types: [String: Int]) {
        if types.isEmpty { return nil }
        self.types = types
    }

    /// What to say of a run; nil when it took over nothing that it should be said of.
    func note(_ accounts: [StageAccount]) -> String? {
        let kept = accounts.filter { types[$0.type] != nil && $0.known > 0 }
        if kept.isEmpty { return nil }
        let stages = kept.map { "'\($0.stage)' (\($0.type), \(Figures.documents($0.known)))" }
        return "note: results of \(stages.joined(separator: ", ")) were taken over from another build of this program"
    }

    /// What to do about it.
    static let help = "if a stage gives something else now, raise the 'version' of its type, or run with '--fresh'"
}
