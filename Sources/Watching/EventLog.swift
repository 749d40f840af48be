public import Files
internal import JSON
public import Runtime
internal import Locks

/// Writes the events of a run to a file, a line of JSON each, as they happen.
///
/// What can't be written doesn't fail the run: writing ends, and ``close()`` tells why.
public final class EventLog: RunListener {
    private struct State {
        let file: AppendFile
        var json = JSONWriter()
        var beginning: RunBeginning?
        var failure: FileError?
        var isClosed = false
    }

    /// Bytes that are written at once, however soon ``flush()`` comes.
    private static let chunk = 1 << 16

    private let state: Mutex<State>

    /// Opens the file; what is in it stays.
    /// - Throws: `FileError` when it can't be written.
    public init(_ path: FilePath) throws(FileError) { state = Mutex(State(file: try AppendFile(path))) }

    /// Takes note of an event. Blocks when the file does.
    public func hear(_ event: RunEvent) {
        state.withLock { state in
            guard state.failure == nil, !state.isClosed else { return }
            if case .began(let beginning) = event.kind { state.beginning = beginning }
            EventLine.write(event, of: state.beginning, to: &state.json)
            if state.json.bytes.count >= Self.chunk { Self.flush(&state) }
        }
    }

    /// Writes what wasn't yet written.
    public func flush() { state.withLock { Self.flush(&$0) } }

    /// Writes the rest and closes the file; tells why not everything was written.
    public func close() -> FileError? {
        state.withLock { state in
            guard !state.isClosed else { return state.failure }
            Self.flush(&state)
            state.file.close()
            state.isClosed = true
            return state.failure
        }
    }

    private static func flush(_ state: inout State) {
        guard !state.json.bytes.isEmpty, state.failure == nil, !state.isClosed else { return }
        do throws(FileError) { try state.file.write(state.json.bytes) } catch { state.failure = error }
        state.json = JSONWriter()
    }
}
