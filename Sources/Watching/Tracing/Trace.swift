internal import JSON
public import Runtime
internal import Locks

/// Records a run as a trace of OpenTelemetry and sends it when the run is over: a span for the run, one for every stage,
/// and a sample of their batches.
///
/// A trace that can't be sent doesn't fail the run: ``send()`` tells why.
public final class Trace: RunListener {
    private let endpoint: TraceEndpoint
    private let headers: [HTTPHeader]
    private let signal = GiveUpSignal()
    private let recording = Mutex(TraceRecording())

    /// Prepares a trace for an endpoint; sends nothing yet.
    /// - Parameter headers: What is sent along, for example what tells who sends it.
    public init(_ endpoint: TraceEndpoint, headers: [HTTPHeader] = []) {
        self.endpoint = endpoint
        self.headers = headers
    }

    /// Takes note of an event.
    public func hear(_ event: RunEvent) { recording.withLock { $0.hear(event) } }

    /// Sends the trace, if the run has begun; tells where it wasn't taken, or not all of it, and why. Blocks, some seconds at most.
    public func send() -> String? {
        var random = SystemRandomNumberGenerator()
        guard let message = recording.withLock({ TraceMessage($0, using: &random) }) else { return nil }
        do throws(HTTPPost.Problem) {
            let post = HTTPPost(url: endpoint.url, mediaType: "application/json", headers: headers)
            let answer = try post.send(message.bytes, unless: signal)
            guard 200..<300 ~= answer.status else {
                return "the trace wasn't taken: \(endpoint.shown) answered with status \(answer.status)"
            }
            return Self.refusal(answer).map { "the trace was taken in part: \(endpoint.shown) refused \($0)" }
        } catch {
            return "the trace wasn't taken: \(endpoint.shown) can't be reached: \(error)"
        }
    }

    /// Gives up sending, within about a second.
    public func giveUp() { signal.raise() }

    /// Which spans of a trace that was taken were refused, and why; nil when none was.
    private static func refusal(_ answer: HTTPPost.Answer) -> String? {
        guard let success = try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))["partialSuccess"]
        else { return nil }
        let rejected =
            switch success["rejectedSpans"] {
            case .text(let number): Int(number) ?? 0
            case .integer(let number): number
            default: 0
            }
        let message = success["errorMessage"]?.text.map { ": " + $0 } ?? ""
        return rejected > 0 ? "\(rejected) span\(rejected == 1 ? "" : "s")\(message)" : nil
    }
}

/// Where traces are sent.
public struct TraceEndpoint: Sendable {
    /// The address.
    let url: String
    /// The address for messages: without a password, and without a query, which may be one.
    let shown: String

    /// Takes an address of `http` or `https` with a host; nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        let scheme = text[..<colon].lowercased()
        guard ["http", "https"].contains(scheme), text[colon...].hasPrefix("://") else { return nil }
        let rest = text[colon...].dropFirst(3)
        let authority = rest.prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard !host.isEmpty, !host.hasPrefix(":") else { return nil }
        url = text
        shown = "\(scheme)://\(host)\(rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" })"
    }
}
