/// Makes ZIP archives of stored parts, byte by byte, so that tests need no other program.
public struct ZipMaker {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// An archive without parts.
    public init() {}

    /// An archive of these parts.
    public static func archive(_ parts: [(name: String, text: String)]) -> [UInt8] {
        var zip = ZipMaker()
        for part in parts { zip.add(part.name, Array(part.text.utf8)) }
        return zip.finished
    }

    /// Adds a part.
    /// - Parameter claimedSize: What the directory says of its size, when that isn't so.
    public mutating func add(_ name: String, _ content: [UInt8], claimedSize: Int? = nil, flags: Int = 0) {
        let offset = bytes.count
        let size = claimedSize ?? content.count
        let common =
            number(20, 2) + number(flags, 2) + number(0, 2) + number(0, 4) + number(Int(Self.checksum(content)), 4)
            + number(content.count, 4) + number(size, 4) + number(name.utf8.count, 2) + number(0, 2)
        bytes += number(0x0403_4B50, 4) + common + Array(name.utf8) + content
        directory += number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
        directory += number(0, 4) + number(offset, 4) + Array(name.utf8)
        count += 1
    }

    /// The archive.
    public var finished: [UInt8] {
        bytes + directory + number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
            + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
    }
}
