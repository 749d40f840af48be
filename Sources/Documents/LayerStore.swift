package import JSON

/// The layers of one article: at most one of each type.
///
/// It can't be read from outside: a stage names what it reads as its `Reads`, a ``LayerSet``, and is given that. This is
/// how the compiler holds a stage to what it declares.
///
/// A value of one word: a list to which layers are added in front, so that what several branches add to the same document
/// shares all that was there before.
public struct LayerStore: Sendable {
    private var first: LayerNode?

    /// No layers.
    public init() {}

    /// What is remembered of the document that carries them; nil in a run that remembers nothing.
    package var memory: DocumentMemory? {
        get { first?.memory }
        set {
            let layers = nodes.filter { $0.key != nil }
            first = newValue.map { MemoryNode($0) }
            for layer in layers.reversed() { first = layer.behind(first) }
        }
    }

    /// Whether a layer of this type is there.
    package func contains(_ key: LayerKey) -> Bool { node(key) != nil }

    /// Names of the layers, in the order of addition.
    package var names: [String] { nodes.reversed().compactMap { $0.key?.name } }

    /// Adds or replaces a layer.
    package mutating func set<L: Layer>(_ layer: L) {
        if contains(LayerKey(L.self)) { remove(LayerKey(L.self)) }
        first = TypedLayerNode(layer, next: first)
    }

    /// Adds or replaces a value that is known by its name.
    package mutating func set(_ value: NamedValue) {
        let key = LayerKey(named: value.name)
        if contains(key) { remove(key) }
        first = NamedValueNode(value, next: first)
    }

    /// Some of the layers alone, without what is remembered, their places in the text counted as `place` does.
    package func selected(
        _ keys: [LayerKey], placing place: ((ByteRange) -> ByteRange)? = nil
    ) -> LayerStore {
        var selected = LayerStore()
        for node in nodes.reversed() {
            guard let key = node.key, keys.contains(key) else { continue }
            selected.first = node.placed(place, behind: selected.first)
        }
        return selected
    }

    /// The layer of a type.
    package func layer<L: Layer>(_ type: L.Type) -> L? {
        guard let node = node(LayerKey(type)) else { return nil }
        // The key is the type's own identity, so a node with this key is a node of this type.
        return unsafeDowncast(node, to: TypedLayerNode<L>.self).layer
    }

    /// Adds what another branch has added to the same document; what is there already stays.
    package mutating func merge(_ other: LayerStore) {
        if first == nil {
            self = other
            return
        }
        var added: [LayerNode] = []
        var node = other.first
        // What both have from before they parted is the same.
        while let current = node, !isPart(current) {
            if let key = current.key, !contains(key) { added.append(current) }
            node = current.next
        }
        for node in added.reversed() { first = node.behind(first) }
    }

    private func isPart(_ wanted: LayerNode) -> Bool {
        var node = first
        while let current = node {
            if current === wanted { return true }
            node = current.next
        }
        return false
    }

    /// The value of a field of one of the layers; a field that quotes the article is absent without one.
    package func field(_ name: String, of key: LayerKey, quoting article: Article? = nil) -> FieldValue {
        node(key)?.field(name, article) ?? .absent
    }

    /// Writes every layer with its name, ordered by name.
    package func store(in archive: inout ArchiveWriter) {
        for (name, node) in named {
            archive.write(text: name)
            node.store(in: &archive)
        }
    }

    /// Writes every layer as a member of the JSON object under way, named and ordered by layer name.
    package func write(to json: inout JSONWriter, article: Article) {
        for (_, node) in named { node.write(to: &json, article: article) }
    }

    private func node(_ key: LayerKey) -> LayerNode? {
        var node = first
        while let current = node {
            if current.key == key { return current }
            node = current.next
        }
        return nil
    }

    /// From the one that was added last to the first.
    private var nodes: [LayerNode] {
        var nodes: [LayerNode] = []
        var node = first
        while let current = node {
            nodes.append(current)
            node = current.next
        }
        return nodes
    }

    private var named: [(name: String, node: LayerNode)] {
        nodes.compactMap { node in node.key.map { ($0.name, node) } }.sorted { $0.name < $1.name }
    }

    private mutating func remove(_ key: LayerKey) {
        let nodes = nodes
        first = nil
        for node in nodes.reversed() where node.key != key { first = node.behind(first) }
    }
}

/// The identity of a layer's type, or of a value that is known by its name.
public struct LayerKey: Hashable, Sendable {
    private let type: ObjectIdentifier
    private let isNamed: Bool
    /// The layer's name.
    public let name: String

    /// The key of a type.
    public init<L: Layer>(_ type: L.Type) {
        self.type = ObjectIdentifier(type)
        isNamed = false
        name = type.layerName
    }

    /// The key of a ``NamedValue``.
    package init(named name: String) {
        type = ObjectIdentifier(NamedValue.self)
        isNamed = true
        self.name = name
    }

    /// Compares the types alone, but for values that are known by their names.
    public static func == (left: LayerKey, right: LayerKey) -> Bool {
        left.type == right.type && (!left.isNamed || left.name == right.name)
    }

    /// Hashes the type alone, but for values that are known by their names.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        if isNamed { hasher.combine(name) }
    }
}

private class LayerNode: @unchecked Sendable {
    // Sendable by construction: all stored properties here and in the subclasses are immutable and Sendable; a class
    // that is subclassed can't be checked by the compiler.

    /// The layer's type; nil for what isn't a layer.
    let key: LayerKey?
    let next: LayerNode?
    /// What is remembered of the document: the same for all nodes of a list.
    let memory: DocumentMemory?

    init(key: LayerKey?, next: LayerNode?, memory: DocumentMemory?) {
        self.key = key
        self.next = next
        self.memory = memory
    }

    /// The same in front of others.
    func behind(_ next: LayerNode?) -> LayerNode { self }
    /// The same in front of others, its places in the text counted otherwise.
    func placed(_ place: ((ByteRange) -> ByteRange)?, behind next: LayerNode?) -> LayerNode { behind(next) }
    func field(_ name: String, _ article: Article?) -> FieldValue { .absent }
    func write(to json: inout JSONWriter, article: Article) {}
    func store(in archive: inout ArchiveWriter) {}
}

/// What is remembered of a document: the last of a list.
private final class MemoryNode: LayerNode, @unchecked Sendable {
    init(_ memory: DocumentMemory) { super.init(key: nil, next: nil, memory: memory) }
}

private final class TypedLayerNode<L: Layer>: LayerNode, @unchecked Sendable {
    let layer: L

    init(_ layer: L, next: LayerNode?) {
        self.layer = layer
        super.init(key: LayerKey(L.self), next: next, memory: next?.memory)
    }

    override func behind(_ next: LayerNode?) -> LayerNode { TypedLayerNode(layer, next: next) }

    override func placed(_ place: ((ByteRange) -> ByteRange)?, behind next: LayerNode?) -> LayerNode {
        guard let place, let readable = layer as? any ReadableLayer,
            let placed = try? readable.placed({ range throws(LayerProblem) in place(range) }) as? L
        else { return behind(next) }
        return TypedLayerNode(placed, next: next)
    }

    override func field(_ name: String, _ article: Article?) -> FieldValue {
        guard let field = L.fields.first(where: { $0.name == name }) else { return .absent }
        if let article, let quotation = field.quotation { return quotation(layer, article) }
        return field.value(layer)
    }

    override func store(in archive: inout ArchiveWriter) { layer.store(in: &archive) }

    override func write(to json: inout JSONWriter, article: Article) {
        json.key(LayerKey(L.self).memberName)
        layer.write(to: &json, article: article)
    }
}

private final class NamedValueNode: LayerNode, @unchecked Sendable {
    let value: NamedValue

    init(_ value: NamedValue, next: LayerNode?) {
        self.value = value
        super.init(key: LayerKey(named: value.name), next: next, memory: next?.memory)
    }

    override func behind(_ next: LayerNode?) -> LayerNode { NamedValueNode(value, next: next) }
    override func field(_ name: String, _ article: Article?) -> FieldValue { name == value.name ? value.value : .absent }
    override func store(in archive: inout ArchiveWriter) { value.store(in: &archive) }
    override func write(to json: inout JSONWriter, article: Article) {
        json.key(value.name)
        value.write(to: &json)
    }
}
