public import Foundation
internal import Locks

/// A server of HTTP for one test: takes requests one after the other on a port of this machine, and gives each the answer
/// that it was told.
public final class PostServer: Sendable {
    /// A request.
    public struct Request: Sendable {
        /// The request line and the headers.
        public let head: String
        /// The body.
        public let body: Data
    }

    /// The port that it listens on.
    public let port: UInt16
    private let requests = Mutex<[Request]>([])

    /// Begins to listen.
    /// - Parameter answer: The whole answer, from the status line on; nil for none: the connection stays open.
    public init(answer: String?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard listener >= 0, isBound else { throw CocoaError(.fileReadUnknown) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let request = Self.read(connection) else { continue }
                guard let self else { break }
                self.requests.withLock { $0.append(request) }
                guard let answer else { continue }
                Self.write(Array(answer.utf8), to: connection)
                close(connection)
            }
            close(listener)
        }
    }

    /// What came so far.
    public var received: [Request] { requests.withLock { $0 } }

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
        var bytes = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let end = bytes.range(of: Data("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
                let body = bytes[end.upperBound...]
                if body.count >= length ?? 0 { return Request(head: head, body: Data(body)) }
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }
}
