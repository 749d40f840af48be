internal import CPoppler
internal import Documents
internal import Locks
internal import Subprocess

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads PDF documents in processes of their own, which live on from one document to the next.
///
/// A made-up file can make poppler crash, hang or take all memory. That then ends such a process and is told of the
/// document, instead of ending the run. The processes end with the service, or when this process does.
public final class PDFService: Sendable {
    private let command: Coprocess.Command
    private let timeLimit: Duration
    private let idle = Mutex<[Coprocess]>([])

    /// Describes how a process is started; none is before there is a document.
    /// - Parameters:
    ///   - executable: The program, which calls ``serve()``.
    ///   - arguments: Its arguments.
    ///   - timeLimit: How long one document may take.
    public init(_ executable: String, _ arguments: [String], timeLimit: Duration = .seconds(120)) {
        var environment: [(key: String, value: String)] = []
        // What libraries are found by, and where Fontconfig keeps what it knows.
        for name in ["DYLD_LIBRARY_PATH", "HOME", "LD_LIBRARY_PATH"] {
            if let value = getenv(name) { environment.append((name, String(cString: value))) }
        }
        command = Coprocess.Command(executable, arguments, environment: environment)
        self.timeLimit = timeLimit
    }

    deinit {
        for var process in idle.withLock({ $0 }) { process.kill() }
    }

    func read(_ bytes: [UInt8]) throws(ReadingError) -> ArticleDraft {
        let waiting = idle.withLock { $0.popLast() }
        var process = if let waiting { waiting } else { try start() }
        process.send(withUnsafeBytes(of: UInt64(bytes.count)) { Array($0) } + bytes)
        switch process.next(within: timeLimit) {
        case .line:
            let answer = PDFAnswer(hexadecimal: process.takeLine())
            var draft: Result<ArticleDraft, ReadingError>?
            do throws(ReadingError) { draft = try answer?.draft().map { .success($0) } } catch {
                draft = .failure(error)
            }
            guard let draft else {
                // What it says next may still belong to this document.
                process.kill()
                throw Self.problem("it can't be understood")
            }
            // It has said all that was asked for, be it why there is no text.
            let answered = process
            idle.withLock { $0.append(answered) }
            return try draft.get()
        case .silent:
            process.kill()
            throw Self.problem("it takes longer than \(timeLimit.components.seconds) s")
        case .closed: throw Self.problem("it ended by \(process.end(within: .seconds(1)))")
        case .tooLong:
            process.kill()
            throw Self.problem("it gives too much text")
        }
    }

    private func start() throws(ReadingError) -> Coprocess {
        var command = command
        command.lineLimit = PDFAnswer.longest
        do throws(SubprocessError) {
            return try Coprocess(command)
        } catch {
            throw Self.problem("it can't be started")
        }
    }

    private static func problem(_ what: String) -> ReadingError {
        ReadingError("pdf", "the PDF document can't be read: the process that reads it fails, \(what)")
    }

    // MARK: - In the process

    /// Memory that poppler may take, and seconds for a document: whoever waits gives up before.
    private static let mostMemory = 2 << 30
    private static let mostSeconds: UInt32 = 600

    /// Reads documents from standard input, and writes what is in them to standard output, until the input ends.
    public static func serve() {
        while let head = bytes(MemoryLayout<UInt64>.size) {
            let count = head.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
            // A process that nobody waits for any more isn't to go on for ever.
            galley_pdf_limit(mostMemory, mostSeconds)
            guard let document = Int(exactly: count).flatMap(bytes),
                write(PDFAnswer(reading: document).hexadecimal + [0x0A])
            else { return }
        }
    }

    /// So many bytes of standard input; nil where it ends before.
    private static func bytes(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { readBytes($0.baseAddress.map { $0 + filled }, count - filled) }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { writeBytes($0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

// Names that members hide.
private func writeBytes(_ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(STDOUT_FILENO, bytes, count) }
private func readBytes(_ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(STDIN_FILENO, bytes, count) }
