public import Documents

/// What a run leaves on record besides its artifacts.
public struct RunRecords: Sendable {
    /// Prepares records in a folder.
    public init(folder: String) {}
    /// The folder of the quarantined documents.
    public var quarantine: String? { nil }
    /// Keeps a document.
    public func quarantine(_ raw: RawDocument, stage: String, order: (Int, Int, Int32), code: String, reason: String)
        throws
    {}
    /// Puts the records in place.
    public func commit() throws {}
}
