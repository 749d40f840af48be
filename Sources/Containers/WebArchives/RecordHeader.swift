/// What the header of a record in a web archive says, WARC or ARC.
struct RecordHeader {
    /// What kind of record it is, lower case: `response`, `resource`; `arc` for a document of an ARC file.
    var type: String
    /// The address that it was fetched from.
    var address: String?
    var date: String?
    var contentType: String?
    /// How long the block is; nil where that can't be read.
    var length: Int?
    /// `sha1:…` of the block, and of the body in it.
    var blockDigest: String?
    var payloadDigest: String?
}

extension RecordHeader {
    private static let kept = [
        "warc-type", "warc-target-uri", "warc-date", "content-type", "content-length", "warc-block-digest",
        "warc-payload-digest",
    ]

    /// Reads the header of a WARC record (ISO 28500), from its first line to the blank one.
    init(warc header: UnsafeRawBufferPointer) {
        let first = (header.newline(from: 0) ?? header.count - 1) + 1
        let fields = HeaderFields(UnsafeRawBufferPointer(rebasing: header[first...]), keeping: Self.kept)
        type = fields["warc-type"]?.lowercased() ?? ""
        address = fields["warc-target-uri"].map { uri in
            // Some writers put it between angle brackets, as an old version of the standard seemed to ask.
            uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
        }
        date = fields["warc-date"]
        contentType = fields["content-type"]
        length = fields["content-length"].flatMap(Self.number)
        blockDigest = fields["warc-block-digest"]
        payloadDigest = fields["warc-payload-digest"]
    }

    /// Reads the line that a document of an ARC file begins with; nil when it is no such line.
    ///
    /// In version 1 it is `address IP date type length`, in version 2 there are five more fields before the length.
    /// Addresses may have spaces in them.
    init?(arc line: UnsafeRawBufferPointer) {
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count >= 5, let first = words.first, Self.isAddress(first) else { return nil }
        guard let dateFromEnd = [3, 8].first(where: { words.count > $0 + 1 && Self.isDate(words[words.count - $0]) })
        else { return nil }
        let place = words.count - dateFromEnd
        func text(_ words: ArraySlice<Slice<UnsafeRawBufferPointer>>) -> String {
            words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        let address = text(words[..<(place - 1)])
        type = address.hasPrefix("filedesc:") ? "filedesc" : "arc"
        self.address = address
        date = text(words[place...place])
        contentType = text(words[(place + 1)...(place + 1)])
        length = Self.number(text(words[(words.count - 1)...]))
    }

    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func isDate(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
        (8...18).contains(word.count) && word.allSatisfy { (48...57).contains($0) }
    }

    /// Whether it begins with a scheme and its colon.
    private static func isAddress(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard let colon = word.firstIndex(of: UInt8(ascii: ":")), (2...16).contains(colon - word.startIndex) else {
            return false
        }
        return word[..<colon].allSatisfy { (97...122).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }
    }
}
