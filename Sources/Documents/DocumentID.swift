/// The stable identity of a document: where it came from and what was in it.
///
/// The same bytes read from the same place have the same identity in every run and on every machine; a changed text or
/// a moved file has another.
public struct DocumentID: Hashable, Sendable {
    /// The fingerprint that identifies the document.
    public let digest: Digest

    /// The identity that a fingerprint is.
    package init(_ digest: Digest) { self.digest = digest }

    /// The identity that is shown so; nil for anything but 32 lower-case hexadecimal digits.
    package init?(digits: String) {
        guard digits.utf8.count == 32, digits == digits.lowercased(), let high = UInt64(digits.prefix(16), radix: 16),
            let low = UInt64(digits.suffix(16), radix: 16)
        else { return nil }
        digest = Digest(high: high, low: low)
    }

    /// The identity of a document read from a source.
    /// - Parameters:
    ///   - locator: Where it was read, as ``RawDocument/locator``.
    ///   - content: The digest of its bytes.
    public init(locator: String, content: Digest) {
        let place = Digest(of: locator, seed: content.low)
        digest = Digest(high: place.high ^ content.high, low: place.low)
    }

    /// The identity of a document made out of another one, the `index`-th that its stage gave.
    public init(parent: DocumentID, stage: String, index: Int) {
        digest = Digest(of: "\(parent.digest)/\(stage)/\(index)")
    }
}

extension DocumentID: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String { digest.description }
}
