internal import CCurl

/// What a request gathers while it is under way; belongs to the one call that makes it.
final class Transfer {
    private(set) var head = AnswerHead()
    private(set) var bytes: [UInt8] = []
    private let limit: Int
    private let allowsPrivateAddresses: Bool
    private let isGivenUp: () -> Bool

    init(limit: Int, allowsPrivateAddresses: Bool, isGivenUp: @escaping () -> Bool) {
        self.limit = limit
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.isGivenUp = isGivenUp
    }

    /// Lends what libcurl calls.
    func withReceiver<Result>(_ body: (inout galley_curl_receiver) -> Result) -> Result {
        var receiver = galley_curl_receiver(
            context: Unmanaged.passUnretained(self).toOpaque(),
            is_given_up: { Transfer.at($0)?.isGivenUp() ?? true },
            may_connect: { context, address, size in
                Transfer.at(context)?.mayConnect(to: UnsafeRawBufferPointer(start: address, count: size)) ?? false
            },
            take: { context, bytes, size in
                Transfer.at(context)?.take(UnsafeRawBufferPointer(start: bytes, count: size)) ?? false
            },
            header: { context, line, size in
                Transfer.at(context)?.head.take(UnsafeRawBufferPointer(start: line, count: size))
            })
        return withExtendedLifetime(self) { body(&receiver) }
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func mayConnect(to address: UnsafeRawBufferPointer) -> Bool {
        guard let address = NetworkAddress(Array(address)), !address.isLinkLocal else { return false }
        return allowsPrivateAddresses || address.isPublic
    }

    private func take(_ part: UnsafeRawBufferPointer) -> Bool {
        guard part.count <= limit - bytes.count else { return false }
        bytes += part
        return true
    }
}
