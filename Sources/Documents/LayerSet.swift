public import JSON

/// The layers that a stage reads, or those that it provides.
///
/// A ``Layer`` by itself is a set of one; ``Layers`` groups several; ``Maybe`` makes one optional; ``NoLayers`` is none.
public protocol LayerSet: Storable {
    /// The layers in the set.
    static var requirements: [LayerRequirement] { get }

    /// Takes the set out of what a document carries; nil when a required layer is missing.
    init?(from store: LayerStore)

    /// Adds the set to what a document carries.
    func add(to store: inout LayerStore)
}

/// One layer in a ``LayerSet``, and whether a stage can do without.
public struct LayerRequirement: Hashable, Sendable {
    /// The layer's type.
    public let key: LayerKey
    /// Whether the stage can do without.
    public let isOptional: Bool
    /// The fields that conditions can ask for, by name.
    public let fields: [String: FieldType]
    /// Makes the layer of its fields; nil when these aren't enough.
    package let make: @Sendable ([String: FieldValue]) -> (any LayerSet)?
    /// Makes the layer of JSON; nil for one that can't be read from outside.
    package let read: LayerReader?

    /// Names a layer.
    public init<L: Layer>(_ type: L.Type, isOptional: Bool) {
        key = LayerKey(type)
        read = (type as? any ReadableLayer.Type).map(LayerReader.init)
        self.isOptional = isOptional
        fields = Dictionary(L.fields.map { ($0.name, $0.type) }) { first, _ in first }
        make = { L(fields: $0) }
    }

    /// Names a value of a definition's own.
    /// - Parameter type: What it is; nil where only its name is known, as of one that is read.
    package init(named name: String, _ type: FieldType?) {
        key = LayerKey(named: name)
        isOptional = false
        fields = type.map { [name: $0] } ?? [:]
        make = { fields in fields[name].map { NamedValue(name: name, value: $0) } }
        read = type.map { LayerReader(named: name, $0) }
    }

    /// The layer's name.
    public var name: String { key.name }

    /// The same layer, optional.
    public var optional: LayerRequirement { LayerRequirement(self, isOptional: true) }

    /// The same layer, which a stage can't do without.
    package var required: LayerRequirement { LayerRequirement(self, isOptional: false) }

    private init(_ other: LayerRequirement, isOptional: Bool) {
        key = other.key
        self.isOptional = isOptional
        fields = other.fields
        make = other.make
        read = other.read
    }

    /// Compares the layers' types, and whether they are optional.
    public static func == (left: LayerRequirement, right: LayerRequirement) -> Bool {
        left.key == right.key && left.isOptional == right.isOptional
    }

    /// Hashes the layer's type, and whether it is optional.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(isOptional)
    }
}

/// No layers.
public struct NoLayers: LayerSet {
    /// None.
    public static var requirements: [LayerRequirement] { [] }
    /// Nothing to give.
    public init() {}
    /// Nothing to take.
    public init?(from store: LayerStore) {}
    /// Nothing to add.
    public func add(to store: inout LayerStore) {}
    /// Writes nothing.
    public func store(in archive: inout ArchiveWriter) {}
    /// Reads nothing.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {}
}

/// A layer that a stage reads when it is there.
public struct Maybe<L: Layer>: LayerSet {
    /// The layer, or nil.
    public let layer: L?

    /// Wraps a layer.
    public init(_ layer: L?) { self.layer = layer }

    /// The layer, optional.
    public static var requirements: [LayerRequirement] { L.requirements.map(\.optional) }
    /// Takes the layer if it is there.
    public init?(from store: LayerStore) { layer = store.layer(L.self) }
    /// Adds the layer if there is one.
    public func add(to store: inout LayerStore) { layer?.add(to: &store) }
    /// Writes the layer if there is one.
    public func store(in archive: inout ArchiveWriter) { layer.store(in: &archive) }
    /// Reads the layer if there is one.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) { layer = try L?(from: &archive) }
}

/// Several layers: `Layers<Sentences, Maybe<Language>>`, taken apart by `let (sentences, language) = layers.all`.
public struct Layers<each L: LayerSet>: LayerSet {
    /// The layers in the order of declaration.
    public let all: (repeat each L)

    /// Groups layers.
    public init(_ layers: repeat each L) { all = (repeat each layers) }

    /// All of the members' layers.
    public static var requirements: [LayerRequirement] {
        var requirements: [LayerRequirement] = []
        repeat requirements += (each L).requirements
        return requirements
    }

    /// Takes every member; nil when a required one is missing.
    public init?(from store: LayerStore) {
        func take<T: LayerSet>(_ type: T.Type) throws(LayerMissing) -> T {
            guard let layer = T(from: store) else { throw LayerMissing() }
            return layer
        }
        do {
            all = (repeat try take((each L).self))
        } catch {
            return nil
        }
    }

    /// Adds every member.
    public func add(to store: inout LayerStore) {
        repeat (each all).add(to: &store)
    }

    /// Writes every member.
    public func store(in archive: inout ArchiveWriter) {
        repeat (each all).store(in: &archive)
    }

    /// Reads every member.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        all = (repeat try (each L)(from: &archive))
    }
}

private struct LayerMissing: Error {}

/// Whatever layers a document carries, for sinks that write them all.
public struct AllLayers: LayerSet {
    package let store: LayerStore

    /// Requires none.
    public static var requirements: [LayerRequirement] { [] }
    /// Takes all.
    public init?(from store: LayerStore) { self.store = store }
    /// Adds all.
    public func add(to store: inout LayerStore) { store.merge(self.store) }
    /// Writes the layers, ordered by name.
    public func store(in archive: inout ArchiveWriter) { store.store(in: &archive) }
    /// They can't be read: nobody knows which they were.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) { throw ArchiveError() }

    /// Writes every layer as a member of the JSON object under way, named and ordered by layer name.
    public func write(to json: inout JSONWriter, article: Article) { store.write(to: &json, article: article) }
}
