public import Files
internal import Planning
public import Runtime
internal import StageKit
internal import Locks

/// Writes the figures of a run to a file in the text format of Prometheus, for the collector of text files of its node
/// exporter: in one step, so that nobody reads half of it.
///
/// What can't be written doesn't fail the run: ``close()`` tells why.
public final class MetricsFile: RunListener {
    private let path: FilePath
    private let board = Mutex(MetricsBoard())
    private let failure = Mutex<FileError?>(nil)

    /// Looks whether the file could be written, and writes nothing yet.
    /// - Throws: `FileError` when it couldn't.
    public init(_ path: FilePath) throws(FileError) {
        try AtomicFile.checkPlace(path)
        self.path = path
    }

    /// Takes note of an event.
    public func hear(_ event: RunEvent) { board.withLock { $0.hear(event) } }

    /// Writes the figures as they are now, once the run has begun. Blocks.
    /// - Parameter waiting: Documents that wait before every stage, in plan order.
    public func write(waiting: [Int]) {
        guard let text = board.withLock({ $0.text(waiting: waiting) }) else { return }
        failure.withLock { failure in
            do throws(FileError) {
                try AtomicFile.write(Array(text.utf8), to: path)
                failure = nil
            } catch {
                failure = error
            }
        }
    }

    /// Writes the figures as they are at the end; tells why that wasn't possible. Blocks.
    public func close() -> FileError? {
        write(waiting: [])
        return failure.withLock { $0 }
    }
}
