internal import Files
internal import Planning
internal import StageKit
internal import Store

/// The way of a document, with what the stage types of this program say of it.
struct DescribedWay {
    let way: DocumentWay
    /// What each stage made of it; nil where nothing can be said of that.
    let effects: [StageEffect?]
    /// Where each sink has it; nil where that isn't known.
    let locations: [PieceLocation?]

    /// - Parameter plan: The plan of the definition, if it was given: some stage types say more of a stage by its options.
    init(_ way: DocumentWay, _ registry: Registry, _ plan: Plan?) {
        self.way = way
        let records = way.run?.stages ?? []
        func type(of stage: WayStage) -> StageDescriptor? {
            guard let name = stage.type, records.indices.contains(stage.place), let type = registry[name],
                // Another version may do something else.
                records[stage.place].version == type.version
            else { return nil }
            return type
        }
        effects = way.stages.map { stage in
            guard stage.outcome == .given, let type = type(of: stage) else { return nil }
            let planned = plan?.stages.first {
                $0.id == stage.id && $0.type.name == type.name
                    && $0.configurationDigest == records[stage.place].configuration
            }
            return StageEffect(of: planned?.type ?? type, isPlanned: planned != nil)
        }
        locations = way.stages.map { stage in
            let location = stage.piece.flatMap { type(of: stage)?.locate?($0) }
            // Somebody may have taken the page away.
            if case .file(let name)? = location, let folder = stage.artifact,
                File.identity(of: FilePath(folder).appending(name)) == nil
            {
                return nil
            }
            return location
        }
    }
}

/// What a stage makes of a document that goes on.
struct StageEffect: Equatable {
    /// The form of the new document that it gives; nil where the document goes on.
    var form: String?
    /// The layers that it adds to every document, and those that it adds to some.
    var adds: [String] = [], mayAdd: [String] = []
    /// Whether its options declare more, and aren't known.
    var isPartial = false

    init(of type: StageDescriptor, isPlanned: Bool) {
        // A stage that takes over no layers makes another document even where the form is the same.
        if type.input != type.output || !type.keepsLayers { form = type.output?.name }
        adds = type.provides.filter { !$0.isOptional }.map(\.name)
        mayAdd = type.provides.filter(\.isOptional).map(\.name)
        isPartial = !isPlanned && type.declaresByOptions
    }

    /// `made an Article, added language`, where it gave so many documents.
    func words(given: Int) -> String {
        var parts: [String] = []
        if given != 1 {
            parts.append("gave \(Figures.documents(given))" + (form.map { " (\($0))" } ?? ""))
        } else if let form {
            parts.append("made \("AEIOU".contains(form.prefix(1)) ? "an" : "a") \(form)")
        }
        if !adds.isEmpty { parts.append("added \(adds.joined(separator: ", "))") }
        if !mayAdd.isEmpty { parts.append("may have added \(mayAdd.joined(separator: ", "))") }
        if isPartial { parts.append("added what its options declare") }
        return parts.isEmpty ? "went on" : parts.joined(separator: "; ")
    }
}
