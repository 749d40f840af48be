import Files

@testable import Containers

/// What was read of a container, in short.
struct Readings {
    var entries: [ContainerEntry] = []
    var problems: [ContainerProblem] = []

    init(_ bytes: [UInt8], _ change: (inout WebArchiveReader.Options) -> Void = { _ in }) {
        var options = WebArchiveReader.Options()
        change(&options)
        let reader = WebArchiveReader(ByteInput(bytes), options)
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
