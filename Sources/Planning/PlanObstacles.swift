public import Definition
public import Diagnostics
internal import StageKit

extension Plan {
    /// What keeps sources from reading and sinks from writing now, as warnings at the options that name it.
    ///
    /// Looks at the file system and reads no document. A definition may be checked elsewhere than it is run, so this is no
    /// fault of the definition.
    /// - Parameter definition: What the plan was made of.
    public func obstacles(in definition: PipelineDefinition) -> [Diagnostic] {
        stages.flatMap { planned -> [Diagnostic] in
            guard let stage = definition[planned.id] else { return [] }
            let (code, problems): (String, [OptionProblem]) =
                switch planned.stage {
                case .source(let runner): ("file.input", runner.obstacles())
                case .ordered(let runner): ("file.output", runner.obstacles())
                case .transform(let runner): ("file.program", runner.obstacles())
                }
            return problems.map { stage.diagnostic($0, code: code, in: definition) }
        }
    }
}
