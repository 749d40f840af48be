package import JSON

/// The layers of one article: at most one of each type.
///
/// It can't be read from outside: a stage names what it reads as its `Reads`, a ``LayerSet``, and is given that. This is
/// how the compiler holds a stage to what it declares.
public struct LayerStore: Sendable {
    private var boxes: [LayerBox] = []

    /// No layers.
    public init() {}

    /// Whether a layer of this type is there.
    package func contains(_ key: LayerKey) -> Bool { boxes.contains { $0.key == key } }

    /// Names of the layers, in the order of addition.
    package var names: [String] { boxes.map(\.name) }

    /// Adds or replaces a layer.
    package mutating func set<L: Layer>(_ layer: L) {
        let box = TypedLayerBox(layer)
        if let place = boxes.firstIndex(where: { $0.key == box.key }) {
            boxes[place] = box
        } else {
            boxes.append(box)
        }
    }

    /// The layer of a type.
    package func layer<L: Layer>(_ type: L.Type) -> L? {
        let key = LayerKey(type)
        guard let box = boxes.first(where: { $0.key == key }) else { return nil }
        // The key is the type's own identity, so a box with this key is a box of this type.
        return unsafeDowncast(box, to: TypedLayerBox<L>.self).layer
    }

    /// Adds what another branch has added to the same document; what is there already stays.
    package mutating func merge(_ other: LayerStore) {
        for box in other.boxes where !contains(box.key) { boxes.append(box) }
    }

    /// The value of a field of one of the layers; a field that quotes the article is absent without one.
    package func field(_ name: String, of key: LayerKey, quoting article: Article? = nil) -> FieldValue {
        boxes.first { $0.key == key }?.field(name, article) ?? .absent
    }

    /// Writes every layer as a member of the JSON object under way, named and ordered by layer name.
    package func write(to json: inout JSONWriter, article: Article) {
        for box in boxes.sorted(by: { $0.name < $1.name }) { box.write(to: &json, article: article) }
    }
}

/// The identity of a layer's type.
public struct LayerKey: Hashable, Sendable {
    private let type: ObjectIdentifier
    /// The layer's name.
    public let name: String

    /// The key of a type.
    public init<L: Layer>(_ type: L.Type) {
        self.type = ObjectIdentifier(type)
        name = type.layerName
    }

    /// Compares the types alone.
    public static func == (left: LayerKey, right: LayerKey) -> Bool { left.type == right.type }

    /// Hashes the type alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(type) }
}

private class LayerBox: @unchecked Sendable {
    // Sendable by construction: all stored properties here and in the one subclass are immutable and Sendable; a class
    // that is subclassed can't be checked by the compiler.
    let key: LayerKey

    init(key: LayerKey) { self.key = key }

    var name: String { key.name }
    func field(_ name: String, _ article: Article?) -> FieldValue { .absent }
    func write(to json: inout JSONWriter, article: Article) {}
}

private final class TypedLayerBox<L: Layer>: LayerBox, @unchecked Sendable {
    let layer: L

    init(_ layer: L) {
        self.layer = layer
        super.init(key: LayerKey(L.self))
    }

    /// The name with a small first letter.
    private var memberName: String {
        var bytes = Array(name.utf8)
        if let first = bytes.first, (0x41...0x5A).contains(first) { bytes[0] = first | 0x20 }
        return String(decoding: bytes, as: UTF8.self)
    }

    override func field(_ name: String, _ article: Article?) -> FieldValue {
        guard let field = L.fields.first(where: { $0.name == name }) else { return .absent }
        if let article, let quotation = field.quotation { return quotation(layer, article) }
        return field.value(layer)
    }

    override func write(to json: inout JSONWriter, article: Article) {
        json.key(memberName)
        layer.write(to: &json, article: article)
    }
}
