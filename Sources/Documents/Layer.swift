public import JSON

/// A typed result that a stage adds to an article, for example its sentences.
///
/// A layer refers to the article's text by byte ranges. A plugin adds a layer by declaring a type; a stage reads it by
/// naming the type in its `Reads`.
public protocol Layer: LayerSet, Storable {
    /// The name that plans, diagnostics and output show, for example `Sentences`.
    static var layerName: String { get }

    /// The typed fields that a `when` condition can ask for.
    static var fields: [Field<Self>] { get }

    /// Makes the layer of its fields, as a pipeline's tests give them; nil when these aren't enough. By default a layer
    /// can't be made so.
    init?(fields: [String: FieldValue])

    /// Writes the layer as one JSON value.
    /// - Parameters:
    ///   - json: What it is written to.
    ///   - article: The article that carries it, to quote its text.
    func write(to json: inout JSONWriter, article: Article)
}

extension Layer {
    /// No fields.
    public static var fields: [Field<Self>] { [] }

    /// It can't be made of fields.
    public init?(fields: [String: FieldValue]) { nil }
}

extension Layer {
    /// One layer alone is a set: it is required.
    public static var requirements: [LayerRequirement] { [LayerRequirement(Self.self, isOptional: false)] }

    /// Reads itself.
    public init?(from carried: CarriedLayers) {
        guard let layer = carried.store.carried(Self.self) else { return nil }
        self = layer
    }

    /// Adds itself.
    public func add(to store: inout LayerStore) { store.set(self) }
}
