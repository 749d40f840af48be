public import JSON

/// A summary made of an article's own sentences, in the order in which they stand in it.
public struct Summary: Layer, Hashable {
    /// `Summary`.
    public static var layerName: String { "Summary" }

    /// Fields for conditions: `summary`, `summary-sentences`, `summary-method`.
    public static var fields: [Field<Summary>] {
        [
            Field("summary", .text, quoting: { .text($0.text(of: $1)) }),
            Field("summary-sentences", .number) { .number(Double($0.sentences.count)) },
            Field("summary-method", .text) { .text($0.method) },
        ]
    }

    /// The chosen sentences' places in the text, in document order.
    public let sentences: [ByteRange]
    /// The method that chose them, for example `lexrank`.
    public let method: String

    /// Makes the layer.
    public init(sentences: [ByteRange], method: String) {
        self.sentences = sentences
        self.method = method
    }

    /// The summary as one text, sentences joined by a space; line breaks inside a sentence become spaces. Linear time.
    public func text(of article: Article) -> String {
        let source = article.text.utf8.span
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sentences.reduce(0) { $0 + $1.count + 1 })
        for sentence in sentences {
            let range = sentence.range.clamped(to: 0..<source.count)
            if !bytes.isEmpty, !range.isEmpty { bytes.append(0x20) }
            var start = range.lowerBound
            for index in range where source[index] == 0x0A {
                source.extracting(start..<index).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
                if bytes.last != 0x20 { bytes.append(0x20) }
                start = index + 1
            }
            source.extracting(start..<range.upperBound).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes both.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(text: method)
        archive.write(ranges: sentences)
    }

    /// Reads both.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        method = try archive.readText()
        sentences = try archive.readRanges()
    }

    /// Writes `{"method", "text", "sentences"}`.
    public func write(to json: inout JSONWriter, article: Article) {
        json.object { json in
            json.member("method", method)
            json.member("text", text(of: article))
            json.key("sentences")
            json.array { json in
                for range in sentences {
                    json.array {
                        $0.value(Int(range.lower))
                        $0.value(Int(range.upper))
                    }
                }
            }
        }
    }
}
