internal import Foundation
internal import Locks

/// A small web for one test: answers requests on a port of this machine as the test has it, several at the same time.
public final class WebServer: Sendable {
    /// A request.
    public struct Request: Sendable {
        /// The path with the query.
        public let target: String
        /// The headers by their names in lower case.
        public let headers: [String: String]
    }

    /// What is sent for one.
    public struct Answer: Sendable {
        /// The status.
        public var status: Int
        /// The headers, `Name: value`.
        public var headers: [String]
        /// The body.
        public var body: [UInt8]
        /// Whether the connection stays open, and no body comes.
        public var isStuck = false
        /// Whether the body is all that comes, with no status and headers in front: no answer of HTTP.
        public var isBare = false

        /// An answer.
        public init(_ status: Int = 200, _ headers: [String] = [], body: [UInt8] = []) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// An answer with a text.
        public static func text(_ text: String, _ type: String = "text/html; charset=utf-8") -> Answer {
            Answer(200, ["Content-Type: \(type)"], body: Array(text.utf8))
        }

        /// A redirect.
        public static func redirect(_ place: String, _ status: Int = 302) -> Answer {
            Answer(status, ["Location: \(place)"])
        }

        /// What isn't there.
        public static let missing = Answer(404)
    }

    /// The port that it listens on.
    public let port: UInt16
    private let requests = Mutex<[Request]>([])
    private let answer: @Sendable (Request) -> Answer

    /// Begins to listen.
    public init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        self.answer = answer
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard listener >= 0, isBound else { throw CocoaError(.fileReadUnknown) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { continue }
                guard let self else { break }
                Thread.detachNewThread { self.serve(connection) }
            }
            close(listener)
        }
    }

    /// An address of it.
    public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// What came so far.
    public var received: [Request] { requests.withLock { $0 } }

    /// The paths of what came so far.
    public var targets: [String] { received.map(\.target) }

    private func serve(_ connection: Int32) {
        guard let request = Self.read(connection) else {
            close(connection)
            return
        }
        requests.withLock { $0.append(request) }
        let answer = answer(request)
        var lines = ["HTTP/1.1 \(answer.status) Answer", "Connection: close"] + answer.headers
        if answer.status != 304 { lines.append("Content-Length: \(answer.body.count)") }
        if !answer.isBare { Self.write(Array((lines + ["", ""]).joined(separator: "\r\n").utf8), to: connection) }
        if answer.isStuck {
            // Until the other side has had enough.
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
        } else if answer.status != 304 {
            Self.write(answer.body, to: connection)
        }
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
    }

    private static func write(_ bytes: [UInt8], to connection: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // A client that has had enough is no reason for a signal.
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("\r\n\r\n") {
                let lines = text.components(separatedBy: "\r\n")
                let words = lines[0].split(separator: " ")
                guard words.count == 3 else { return nil }
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    guard let colon = line.firstIndex(of: ":") else { continue }
                    headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                        .trimmingCharacters(in: .whitespaces)
                }
                return Request(target: String(words[1]), headers: headers)
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0, bytes.count < 1 << 20 else { return nil }
            bytes += chunk[..<count]
            // TLS, which it doesn't know.
            guard bytes[0] != 0x16 else { return nil }
        }
    }
}
