public import Documents

/// A stage that makes none, one or several documents out of each.
public protocol Transform: StageType {
    /// The form it takes.
    associatedtype Input: Form
    /// The form it gives.
    associatedtype Output: Form
    /// The layers it reads.
    associatedtype Reads: LayerSet = NoLayers
    /// The layers it adds.
    associatedtype Provides: LayerSet = NoLayers

    /// How many documents it can give for one.
    static var multiplicity: Multiplicity { get }

    /// Whether the documents it gives carry the layers of those it took; only possible where the text stays the same.
    static var keepsLayers: Bool { get }

    /// Processes one document.
    /// - Throws: ``DocumentError`` when the document can't be processed; it then goes to quarantine, whole.
    func transform(_ document: Input, _ layers: Reads, into out: inout Emitter<Output>) throws
}

extension Transform {
    /// One for each.
    public static var multiplicity: Multiplicity { .one }
    /// Layers are left behind: the output is another text.
    public static var keepsLayers: Bool { false }
}

/// How many documents a transform gives for one.
public enum Multiplicity: String, Sendable {
    /// Exactly one, which stays the same document.
    case one
    /// One, which stays the same document, or none.
    case optional
    /// Any number of new documents.
    case many
}

/// The most common transform: adds layers to an article and leaves it as it is.
public protocol Annotator: StageType {
    /// The layers it reads.
    associatedtype Reads: LayerSet = NoLayers
    /// The layers it adds.
    associatedtype Provides: LayerSet

    /// Computes the layers of one article.
    /// - Throws: ``DocumentError`` when the article can't be processed; it then goes to quarantine, whole.
    func annotate(_ article: Article, _ layers: Reads) throws -> Provides
}

/// Takes what a stage gives for the document under way.
public struct Emitter<Output: Form>: ~Copyable {
    var documents: [Output] = []
    var ordinals: [Int32] = []
    var drops: [Drop] = []
    var ordinal: Int32 = 0

    init() {}

    /// Gives a document.
    public mutating func emit(_ document: Output) {
        documents.append(document)
        ordinals.append(ordinal)
    }

    /// Tells why the document under way gives none, and which one stands in its place.
    public mutating func drop(
        _ document: some Form, code: String, inFavourOf kept: String? = nil, similarity: Double = 1
    ) {
        drops.append(
            Drop(
                ordinal: ordinal, locator: document.raw.locator, id: document.id, code: code, inFavourOf: kept,
                similarity: similarity))
    }
}

/// Why a document was filtered by a stage.
public struct Drop: Sendable, Equatable {
    /// Its place in its batch.
    public let ordinal: Int32
    /// Where the document was read.
    public let locator: String
    /// The document.
    public let id: DocumentID
    /// A stable code, for example `duplicate`.
    public let code: String
    /// The locator of the document that is kept instead.
    public let inFavourOf: String?
    /// How alike they are, 0 to 1.
    public let similarity: Double
}
