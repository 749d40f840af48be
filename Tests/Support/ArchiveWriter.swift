/// Writes archives, byte by byte.
public enum ArchiveWriter {
    /// A tar (ustar) of files: name, type of entry (`0` for a file), content.
    public static func tar(_ entries: [(name: String, type: Character, content: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
            }
            func octal(_ number: Int, _ digits: Int) -> String {
                let text = String(number, radix: 8)
                return String(repeating: "0", count: digits - text.count) + text
            }
            put(entry.name, at: 0)
            put(octal(0o644, 7), at: 100)
            put(octal(entry.content.count, 11), at: 124)
            put(octal(0, 11), at: 136)
            put(String(repeating: " ", count: 8), at: 148)
            put(String(entry.type), at: 156)
            put("ustar", at: 257)
            put("00", at: 263)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
            bytes += header + entry.content
            bytes += [UInt8](repeating: 0, count: (512 - entry.content.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    /// A tar of files.
    public static func tar(_ files: (String, String)...) -> [UInt8] { tar(files.map { ($0, "0", Array($1.utf8)) }) }

    /// A zip of files that are stored as they are.
    /// - Parameters:
    ///   - encrypted: Those that are marked as encrypted.
    ///   - damaged: Those whose checksum is wrong.
    public static func zip(
        _ files: [(name: String, content: [UInt8])], encrypted: Set<String> = [], damaged: Set<String> = []
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        func little(_ number: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        }
        for (name, content) in files {
            let name8 = Array(name.utf8)
            let sum = Int(checksum(content)) ^ (damaged.contains(name) ? 1 : 0)
            // Names are UTF-8.
            let flags = 0x800 | (encrypted.contains(name) ? 1 : 0)
            let common =
                little(20, 2) + little(flags, 2) + little(0, 2) + little(0, 4) + little(sum, 4)
                + little(content.count, 4) + little(content.count, 4) + little(name8.count, 2) + little(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
                + little(0, 4) + little(bytes.count, 4) + name8
            bytes += [0x50, 0x4B, 3, 4] + common + name8 + content
        }
        return bytes + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2)
            + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
