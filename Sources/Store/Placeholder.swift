public import Documents
public struct RunRecords: Sendable {
    public init(folder: String) {}
    public var quarantine: String? { nil }
    public func quarantine(_ raw: RawDocument, stage: String, order: (Int, Int, Int32), code: String, reason: String)
        throws
    {}
    public func commit() throws {}
}
