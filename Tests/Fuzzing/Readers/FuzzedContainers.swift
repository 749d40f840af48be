internal import Containers
internal import Documents
@testable internal import Files
@testable internal import Ingest
internal import StageKit

private let limit = 1 << 18

/// Web archives, WARC and ARC: however the bytes come and are packed, the same comes out.
struct FuzzedWebArchive: FuzzedReader {
    init(reading bytes: [UInt8]) {
        let whole = items(ByteInput(bytes))
        var rest = bytes[...]
        let pieces = items(
            ByteInput { buffer throws(ByteStream.Failure) in
                let piece = rest.prefix(min(7, buffer.count))
                rest = rest.dropFirst(piece.count)
                buffer.copyBytes(from: piece)
                return piece.count
            })
        require(whole == pieces, "it depends on the pieces what is read")
        guard Compression(bytes) == nil, !bytes.isEmpty else { return }
        for compression in [Compression.gzip, .zstd] {
            guard let packed = Compressor(compression)?.compress(bytes, isLast: true) else { continue }
            require(
                items(ByteInput(packed)).map(\.bytes) == whole.map(\.bytes), "it depends on the packing what is read")
        }
    }

    private struct Item: Equatable {
        let place: String?
        let bytes: [UInt8]
        let code: String
    }

    private func items(_ input: ByteInput) -> [Item] {
        var options = WebArchiveReader.Options()
        options.maximumSize = limit
        options.verifiesDigests = true
        let reader = WebArchiveReader(input, options)
        var items: [Item] = []
        while let item = reader.next() {
            switch item {
            case .entry(let entry):
                require(entry.bytes.count <= limit, "a document is greater than is allowed")
                items.append(Item(place: entry.place, bytes: entry.bytes, code: ""))
            case .problem(let problem):
                require(problem.bytes.count <= limit && !problem.message.isEmpty, "more is kept than is allowed")
                items.append(Item(place: problem.place, bytes: problem.bytes, code: problem.code.rawValue))
            }
            require(items.count < 100_000, "there is no end")
        }
        let places = items.filter { $0.code.isEmpty }.map(\.place)
        require(Set(places).count == places.count, "two documents have one place")
        return items
    }
}

/// Archives, told and found out, with what is in them.
struct FuzzedArchive: FuzzedReader {
    init(reading bytes: [UInt8]) {
        var opener = DocumentOpener(
            format: .archive, charset: nil, mapping: FieldMapping([:]), limit: limit, signal: StopSignal())
        opener.containers.maximumEntries = 1000
        for known in [ContentFormat.kind(.archive), nil] {
            opener.format = known == nil ? .auto : .archive
            var documents = OpenedDocuments(opener.open(ByteInput(bytes), known, "input"), at: "input", opener)
            var places: Set<String> = []
            while let reading = documents.next() {
                switch reading {
                case .document(let raw):
                    require(raw.bytes.count <= limit, "a document is greater than is allowed")
                    require(places.insert(raw.locator).inserted, "two documents have one place")
                    require(
                        !raw.locator.unicodeScalars.contains { $0.properties.generalCategory == .control },
                        "a control character in a place")
                case .rejected(let raw, let reason):
                    require(raw.bytes.count <= limit, "more is kept than is allowed")
                    require(!reason.code.isEmpty && !reason.message.isEmpty, "nobody is told why")
                case .passedOver: fatalError("a document was passed over in a run that remembers nothing")
                }
            }
        }
    }
}
