public import JSON

/// The sentences of an article, in order, without the white space between them.
public struct Sentences: Layer, Hashable {
    /// `Sentences`.
    public static var layerName: String { "Sentences" }

    /// Where the sentences are in the text.
    public let ranges: [ByteRange]

    /// Makes the layer.
    public init(_ ranges: [ByteRange]) { self.ranges = ranges }

    /// Writes the ranges.
    public func store(in archive: inout ArchiveWriter) { archive.write(ranges: ranges) }

    /// Reads the ranges.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) { ranges = try archive.readRanges() }

    /// Writes `[[start, end], …]`.
    public func write(to json: inout JSONWriter, article: Article) {
        json.array { json in
            for range in ranges {
                json.array {
                    $0.value(Int(range.lower))
                    $0.value(Int(range.upper))
                }
            }
        }
    }
}
