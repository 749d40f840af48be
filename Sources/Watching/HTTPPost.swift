internal import CCurl
internal import Locks

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A request that sends bytes to an address of HTTP and waits for the answer: no redirects, bounded times.
struct HTTPPost {
    /// What came back.
    struct Answer {
        /// The status of HTTP.
        let status: Int
        /// The beginning of the body.
        let body: [UInt8]
    }

    /// Why nothing came back.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// The most bytes that are kept of an answer.
    static let bodyLimit = 1 << 16

    /// The address, which begins with `http://` or `https://`.
    let url: String
    /// The media type of what is sent.
    let mediaType: String
    /// More headers, which may be secret.
    var headers: [HTTPHeader] = []
    /// How long it may take to reach the other side.
    var connectTime = Duration.seconds(3)
    /// How long all of it may take.
    var totalTime = Duration.seconds(10)

    /// Sends bytes. Blocks.
    /// - Parameter signal: Gives the request up once it is raised.
    func send(_ body: [UInt8], unless signal: GiveUpSignal = GiveUpSignal()) throws(Problem) -> Answer {
        var answer = galley_curl_answer()
        var isAnswered = false
        defer { withExtendedLifetime(signal) {} }
        let kept = [CChar](unsafeUninitializedCapacity: Self.bodyLimit) { room, initialized in
            answer.body = room.baseAddress
            answer.capacity = room.count
            // "Expect:" keeps libcurl from asking for permission before it sends, which small servers don't give.
            let lines = headers.map(\.line) + ["Content-Type: \(mediaType)", "Expect:"]
            let copies = lines.map { strdup($0) }
            defer { for copy in copies { free(copy) } }
            isAnswered = body.withUnsafeBytes { bytes in
                galley_curl_post(
                    url, copies.map { UnsafePointer($0) }, copies.count, bytes.baseAddress, bytes.count,
                    connectTime.milliseconds, totalTime.milliseconds,
                    { context in
                        context.map { Unmanaged<GiveUpSignal>.fromOpaque($0).takeUnretainedValue().isRaised } ?? false
                    }, Unmanaged.passUnretained(signal).toOpaque(), &answer)
            }
            initialized = answer.size
        }
        guard isAnswered else {
            if signal.isRaised { throw Problem(description: "it was interrupted") }
            throw Problem(
                description: withUnsafeBytes(of: answer.problem) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return Answer(status: answer.status, body: kept.map { UInt8(bitPattern: $0) })
    }
}

/// Ends a request before its time.
final class GiveUpSignal: Sendable {
    private let state = Mutex(false)

    /// Whether it was raised.
    var isRaised: Bool { state.withLock { $0 } }

    /// Raises it.
    func raise() { state.withLock { $0 = true } }
}

extension Duration {
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
