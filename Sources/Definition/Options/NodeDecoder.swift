public import Diagnostics
public import StageKit

/// Reads the options of a stage out of a definition.
///
/// A value is converted by the type that the option has: `no` is text for a text and false for a truth value. All
/// problems of a stage's options are found at once, each at its place.
public enum NodeDecoder {
    /// The options of a stage for its stage type.
    /// - Parameters:
    ///   - stage: A stage of `definition`.
    ///   - type: The stage type that it uses.
    /// - Returns: The configuration unless there is an error, and what is wrong.
    public static func configuration(
        of stage: StageDefinition, in definition: PipelineDefinition, for type: StageDescriptor
    ) -> (configuration: (any StageConfiguration)?, diagnostics: Diagnostics) {
        configuration(
            type.configurationType, from: stage.options, in: definition.files, subject: type.name,
            at: stage.uses.range)
    }

    /// A configuration from a mapping of options.
    /// - Parameters:
    ///   - type: The configuration's type.
    ///   - options: The mapping; nil or null for the defaults.
    ///   - files: The files that ranges are of.
    ///   - subject: Whose options they are, for messages.
    ///   - range: Where to point when an option is missing.
    /// - Returns: The configuration unless there is an error, and what is wrong.
    public static func configuration<C: StageConfiguration>(
        _ type: C.Type, from options: YAMLNode?, in files: [SourceFile], subject: String, at range: SourceRange
    ) -> (configuration: C?, diagnostics: Diagnostics) {
        let session = OptionSession(C(), options?.pairs ?? [], Problems(files), subject: subject, range: range)
        if let options, options.pairs == nil, !options.isNull {
            session.problems.wrongType(options, "a mapping of options to values", for: "the options of '\(subject)'")
        }
        // Options that were reported as a whole are neither unknown nor missing.
        if options?.content != .unresolved { session.checkKeys() }
        let configuration = session.decode(C.self)
        let diagnostics = session.problems.diagnostics
        // With values that can't be known the configuration is one that nobody asked for.
        let isKnown = options?.holdsUnresolved != true
        return (diagnostics.hasErrors || !isKnown ? nil : configuration, diagnostics)
    }
}
