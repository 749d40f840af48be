extension Article: StorableForm {
    /// Writes metadata, text and blocks; of the text only what isn't in the raw bytes.
    public func store(in archive: inout ArchiveWriter) {
        metadata.store(in: &archive)
        archive.write(text: text, borrowedFrom: raw.bytes)
        archive.write(number: UInt64(blocks.count))
        for block in blocks {
            archive.write(byte: block.kind.code | (block.outline == .unknown ? 0 : BlockKind.outlined))
            if block.outline != .unknown { block.outline.store(in: &archive) }
        }
        archive.write(ranges: blocks.map(\.range))
    }

    /// Makes the article again.
    public init(from archive: inout ArchiveReader, raw: RawDocument) throws(ArchiveError) {
        let metadata = try ArticleMetadata(from: &archive)
        let text = try archive.readText(borrowedFrom: raw.bytes)
        var kinds: [(kind: BlockKind, outline: BlockOutline)] = []
        for _ in 0..<(try archive.readCount()) {
            let code = try archive.readByte()
            guard let kind = BlockKind(code: code & ~BlockKind.outlined) else { throw ArchiveError() }
            kinds.append((kind, code < BlockKind.outlined ? .unknown : try BlockOutline(from: &archive)))
        }
        let ranges = try archive.readRanges()
        guard ranges.count == kinds.count, Self.areBlocks(ranges, of: text) else { throw ArchiveError() }
        self.init(
            raw: raw, metadata: metadata, text: text,
            blocks: zip(kinds, ranges).map { Block(kind: $0.kind, range: $1, outline: $0.outline) })
    }

    /// Whether ranges follow each other inside a text and cut no scalar: stages rely on it.
    private static func areBlocks(_ ranges: [ByteRange], of text: String) -> Bool {
        let bytes = text.utf8.span
        var end = 0
        for range in ranges.map(\.range) {
            guard range.lowerBound >= end, range.upperBound <= bytes.count else { return false }
            for place in [range.lowerBound, range.upperBound] where place < bytes.count {
                if bytes[place] & 0xC0 == 0x80 { return false }
            }
            end = range.upperBound
        }
        return true
    }
}

extension BlockOutline: Storable {
    /// Writes the level and, of an item of an ordered list, the number.
    public func store(in archive: inout ArchiveWriter) {
        archive.write(byte: level)
        archive.write(number: number.map { UInt64(UInt32(bitPattern: $0)) + 1 } ?? 0)
    }

    /// Reads them.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let level = try archive.readByte()
        let number = try archive.readNumber()
        guard number <= 1 << 32 else { throw ArchiveError() }
        self.init(level: Int(level), number: number == 0 ? nil : Int(Int32(bitPattern: UInt32(number - 1))))
    }
}

extension BlockKind {
    /// Set where an outline follows.
    fileprivate static let outlined: UInt8 = 0x80

    fileprivate var code: UInt8 {
        switch self {
        case .paragraph: 0
        case .heading: 1
        case .listItem: 2
        case .quotation: 3
        case .code: 4
        case .tableRow: 5
        }
    }

    fileprivate init?(code: UInt8) {
        guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = kind
    }
}

extension ArticleMetadata: Storable {
    /// Writes the members in the order of their declaration.
    public func store(in archive: inout ArchiveWriter) {
        title.store(in: &archive)
        subtitle.store(in: &archive)
        dateline.store(in: &archive)
        authors.store(in: &archive)
        published.store(in: &archive)
        modified.store(in: &archive)
        site.store(in: &archive)
        url.store(in: &archive)
        language.store(in: &archive)
        section.store(in: &archive)
        tags.store(in: &archive)
        image.store(in: &archive)
        isPaywalled.store(in: &archive)
        captions.store(in: &archive)
        asides.store(in: &archive)
        charset.store(in: &archive)
    }

    /// Reads the members.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        self.init()
        title = try String(from: &archive)
        subtitle = try String?(from: &archive)
        dateline = try String?(from: &archive)
        authors = try [String](from: &archive)
        published = try PublicationDate?(from: &archive)
        modified = try PublicationDate?(from: &archive)
        site = try String?(from: &archive)
        url = try String?(from: &archive)
        language = try String?(from: &archive)
        section = try String?(from: &archive)
        tags = try [String](from: &archive)
        image = try ArticleImage?(from: &archive)
        isPaywalled = try Bool?(from: &archive)
        captions = try [String](from: &archive)
        asides = try [String](from: &archive)
        charset = try String(from: &archive)
    }
}

extension ArticleImage: Storable {
    /// Writes the members.
    public func store(in archive: inout ArchiveWriter) {
        url.store(in: &archive)
        caption.store(in: &archive)
    }

    /// Reads the members.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        url = try String(from: &archive)
        caption = try String?(from: &archive)
    }
}

extension PublicationDate: Storable {
    /// Writes the members.
    public func store(in archive: inout ArchiveWriter) {
        year.store(in: &archive)
        month.store(in: &archive)
        day.store(in: &archive)
        time.store(in: &archive)
    }

    /// Reads the members.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        let year = try Int(from: &archive)
        let month = try Int(from: &archive)
        let day = try Int(from: &archive)
        guard let date = PublicationDate(year: year, month: month, day: day, time: try String(from: &archive)) else {
            throw ArchiveError()
        }
        self = date
    }
}
