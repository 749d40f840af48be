internal import Documents
@testable internal import Files
@testable internal import Ingest
internal import StageKit

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The file that inputs are written to, since what is tested reads files.
private let inputFile = "fuzz-input-\(getpid())"

/// The documents that `ingest.files` reads of some bytes, and what it refuses, at most a megabyte of each.
private func ingested(_ bytes: [UInt8], as format: IngestFiles.Format) -> [Reading<RawDocument>] {
    write(bytes)
    let opener = DocumentOpener(
        format: format, charset: nil, mapping: FieldMapping([:]), limit: limit, signal: StopSignal())
    do {
        var reader = FilesReader(FileSelection(literal: FilePath(inputFile)), opener)
        var readings: [Reading<RawDocument>] = []
        while let reading = try reader.next() { readings.append(reading) }
        return readings
    } catch {
        fatalError("a file that is there can't be read: \(error)")
    }
}

private let limit = 1 << 20

private func write(_ bytes: [UInt8]) {
    guard let file = fopen(inputFile, "wb") else { fatalError("\(inputFile) can't be written") }
    require(fwrite(bytes, 1, bytes.count, file) == bytes.count, "the input can't be written")
    fclose(file)
}

/// Checks what was read: nothing is lost, every refusal has its reason, and records become articles or tell why not.
private func check(_ readings: [Reading<RawDocument>]) {
    require(!readings.isEmpty, "a file gave neither a document nor a reason")
    for reading in readings {
        switch reading {
        case .document(let raw):
            require(raw.bytes.count <= limit, "a document is greater than is allowed")
            require(raw.locator.hasPrefix(inputFile), "a document has no place")
            ArticleProperties.check(raw)
        case .rejected(let raw, let reason):
            require(raw.bytes.count <= limit, "more is kept than is allowed")
            require(!reason.code.isEmpty && !reason.message.isEmpty, "nobody is told why")
        case .passedOver: fatalError("a document was passed over in a run that remembers nothing")
        }
    }
}

/// JSON and JSON Lines, each told or found out by the content.
struct FuzzedRecords: FuzzedReader {
    init(reading bytes: [UInt8]) {
        for format in [IngestFiles.Format.jsonl, .json, .auto] { check(ingested(bytes, as: format)) }
    }
}

/// Files that are compressed, or look so: read as a whole and piece by piece they give the same, and what is compressed
/// here comes back.
struct FuzzedCompression: FuzzedReader {
    init(reading bytes: [UInt8]) {
        check(ingested(bytes, as: .auto))
        check(ingested(bytes, as: .jsonl))
        if let compression = Compression(bytes) {
            require(whole(bytes, compression) == pieces(bytes), "it depends on the pieces what comes out")
        }
        for compression in [Compression.gzip, .zstd] { checkRoundTrip(bytes, compression) }
    }

    private func whole(_ bytes: [UInt8], _ compression: Compression) -> [UInt8]? {
        try? compression.expand(bytes, limit: limit)
    }

    private func pieces(_ bytes: [UInt8]) -> [UInt8]? {
        write(bytes)
        guard let stream = try? ByteStream(FilePath(inputFile)), let (rest, isWhole) = try? stream.rest(limit: limit)
        else { return nil }
        return isWhole ? rest : nil
    }

    /// Two members one behind the other hold both halves; a part of them is never taken for the whole.
    private func checkRoundTrip(_ bytes: [UInt8], _ compression: Compression) {
        guard let compressor = Compressor(compression) else { return }
        let half = bytes.count / 2
        guard let first = compressor.compress(Array(bytes[..<half]), isLast: true),
            let second = compressor.compress(Array(bytes[half...]), isLast: true)
        else { fatalError("it can't be compressed") }
        let packed = first + second
        require(whole(packed, compression) == bytes, "what comes back isn't what was compressed")
        require(pieces(packed) == bytes, "what comes back in pieces isn't what was compressed")
        let cut = first.count + (bytes.first.map { Int($0) } ?? 0) % second.count
        if cut > first.count {
            require(whole(Array(packed[..<cut]), compression) == nil, "what is cut off was taken for whole")
        }
    }
}
