internal import CCurl
internal import Documents

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Gets what an address of the web has: bounded in time, size and redirects, and never from a private address unless that
/// is allowed.
public struct Fetcher: Sendable {
    /// How it presents itself.
    public var userAgent = "galley"
    /// How long it may take to reach the other side.
    public var connectTime = Duration.seconds(10)
    /// How long a request may take.
    public var totalTime = Duration.seconds(30)
    /// The most bytes of content, expanded.
    public var byteLimit = 20_000_000
    /// How many redirects are followed.
    public var redirects = 5
    /// Whether addresses of this machine and of private networks may be asked.
    public var allowsPrivateAddresses = false
    /// What is asked for, as a header `Accept`.
    public var accept = "*/*"

    /// The usual limits.
    public init() {}

    /// Gets it. Blocks.
    /// - Parameters:
    ///   - address: The address.
    ///   - validators: What is known of it: it need not be sent if it is as it was.
    ///   - isGivenUp: Asked about once a second whether nobody waits any more.
    ///   - admit: Asked before every request, those that redirects lead to as well.
    /// - Throws: ``FetchError``; `interrupted` when it was given up.
    public func fetch(
        _ address: WebAddress, unless validators: Validators = Validators(),
        isGivenUp: @escaping () -> Bool = { false },
        admit: (WebAddress) throws(FetchError) -> Void = { _ throws(FetchError) in }
    ) throws(FetchError) -> FetchedAnswer {
        var address = address
        var seen: Set<String> = []
        for _ in 0...redirects {
            guard seen.insert(address.text).inserted else {
                throw FetchError("redirects", "the redirects lead in a circle; check the address")
            }
            try admit(address)
            switch try request(address, validators, isGivenUp) {
            case .answer(let answer): return answer
            case .redirect(let next): address = next
            }
        }
        throw FetchError("redirects", "more than \(redirects) redirects; check the address")
    }

    private enum Reply {
        case answer(FetchedAnswer)
        case redirect(WebAddress)
    }

    private func request(
        _ address: WebAddress, _ validators: Validators, _ isGivenUp: @escaping () -> Bool
    ) throws(FetchError) -> Reply {
        let transfer = Transfer(
            limit: byteLimit, allowsPrivateAddresses: allowsPrivateAddresses, isGivenUp: isGivenUp)
        let lines = ["User-Agent: \(userAgent)", "Accept: \(accept)"] + validators.headers
        var response = galley_curl_response()
        let outcome = transfer.withReceiver { receiver in
            let copies = lines.map { strdup($0) }
            defer { for copy in copies { free(copy) } }
            return galley_curl_get(
                address.text, copies.map { UnsafePointer($0) }, copies.count, connectTime.milliseconds,
                totalTime.milliseconds, Int64(byteLimit), &receiver, &response)
        }
        defer { free(response.next) }
        if let problem = problem(outcome, response, host: address.host) { throw problem }
        let next = response.next.map { String(cString: $0) }
        return try reply(status: response.status, next: next, transfer, address)
    }

    private func reply(
        status: Int, next: String?, _ transfer: Transfer, _ address: WebAddress
    ) throws(FetchError) -> Reply {
        let head = transfer.head
        switch status {
        case 200...299, 304:
            return .answer(
                FetchedAnswer(
                    status: status, bytes: transfer.bytes, mediaType: head.mediaType.map { MediaType($0) },
                    charset: head.charset,
                    validators: Validators(tag: head["etag"], modified: head["last-modified"]), address: address))
        case 301, 302, 303, 307, 308:
            guard let next else {
                throw FetchError("redirects", "the server redirects without saying where; check the address")
            }
            guard let place = WebAddress(next) else {
                throw FetchError("redirects", "a redirect leads to what is no address of http or https")
            }
            return .redirect(place)
        default: throw .status(status, retryAfter: head.retryAfter(now: time(nil)))
        }
    }

    private func problem(
        _ outcome: galley_curl_outcome, _ response: galley_curl_response, host: String
    ) -> FetchError? {
        let said = withUnsafeBytes(of: response.problem) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        switch outcome {
        case galley_curl_done: return nil
        case galley_curl_no_library:
            return FetchError("libcurl", "\(said): install libcurl 4, for example the package libcurl4")
        case galley_curl_bad_address:
            return FetchError("address", "it is no address of http or https that can be asked")
        case galley_curl_no_host:
            return FetchError("dns", "the host \(host) has no address; check the name", isTemporary: true)
        case galley_curl_no_connection:
            return FetchError(
                "connection", "there is no connection to \(host): the machine or the port can't be reached",
                isTemporary: true)
        case galley_curl_refused:
            return FetchError(
                "private-address",
                "\(host) has an address of this machine or of a private network; '--allow private-addresses' allows it")
        case galley_curl_timed_out:
            return FetchError(
                "timeout", "there was no whole answer in time; a longer 'timeout' may help", isTemporary: true)
        case galley_curl_no_trust:
            return FetchError("tls", "the connection to \(host) can't be trusted: \(said)", isTemporary: true)
        case galley_curl_too_large:
            return FetchError(
                "too-large", "it has more than \(byteLimit) bytes, expanded; 'maximum-size' may allow more")
        case galley_curl_given_up: return .interrupted
        case galley_curl_bad_encoding:
            return FetchError("damaged", "the answer can't be expanded as it says that it is compressed")
        default: return FetchError("connection", "the answer broke off: \(said)", isTemporary: true)
        }
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
