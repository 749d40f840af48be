/// What a document is while it travels along an edge: a Swift type.
///
/// Forms are matched by type when a definition is checked; a plugin may add its own.
public protocol Form: Sendable {
    /// The name that definitions, plans and pictures show, for example `Article`.
    static var formName: String { get }

    /// The typed fields that a `when` condition can ask for.
    static var fields: [Field<Self>] { get }

    /// Identity, kept along the path as long as the document stays the same document.
    var id: DocumentID { get }

    /// What was read at the source, whole: goes to quarantine when a stage can't process the document.
    var raw: RawDocument { get }

    /// The layers that stages have added; stages read them by declaring them.
    var layers: LayerStore { get set }

    /// Approximate size in memory, in bytes, for bounding what is under way.
    var byteCount: Int { get }
}

/// A form whose documents a run keeps for the next one: stages that give it aren't called again for what they were given
/// before.
public protocol StorableForm: Form {
    /// Writes what ``init(from:raw:)`` needs to make the document again, but for the raw one and the layers.
    func store(in archive: inout ArchiveWriter)

    /// Makes the document again.
    /// - Throws: ``ArchiveError`` when the bytes aren't what was written.
    init(from archive: inout ArchiveReader, raw: RawDocument) throws(ArchiveError)
}

extension Form {
    /// No fields.
    public static var fields: [Field<Self>] { [] }
}
