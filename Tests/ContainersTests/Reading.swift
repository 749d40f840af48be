import Files

@testable import Containers

/// What was read of a container, in short.
struct Readings {
    var entries: [ContainerEntry] = []
    var problems: [ContainerProblem] = []

    init(_ bytes: [UInt8], _ change: (inout WebArchiveReader.Options) -> Void = { _ in }) {
        self.init(ByteInput(bytes), change)
    }

    /// Reads bytes that come in pieces.
    init(_ bytes: [UInt8], inPiecesOf size: Int) {
        var rest = bytes[...]
        self.init(
            ByteInput { buffer throws(ByteStream.Failure) in
                let piece = rest.prefix(min(size, buffer.count))
                rest = rest.dropFirst(piece.count)
                buffer.copyBytes(from: piece)
                return piece.count
            })
    }

    init(_ input: ByteInput, _ change: (inout WebArchiveReader.Options) -> Void = { _ in }) {
        var options = WebArchiveReader.Options()
        change(&options)
        let reader = WebArchiveReader(input, options)
        while let item = reader.next() {
            switch item {
            case .entry(let entry): entries.append(entry)
            case .problem(let problem): problems.append(problem)
            }
        }
    }

    var places: [String] { entries.map(\.place) }
    var addresses: [String?] { entries.map(\.address) }
    var texts: [String] { entries.map { String(decoding: $0.bytes, as: UTF8.self) } }
    /// Place and code of each problem.
    var told: [String] { problems.map { "\($0.place ?? "") \($0.code.rawValue)" } }
}
