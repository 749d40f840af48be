/// A header of a request that the user gives besides ours.
public struct HTTPHeader: Sendable, Equatable {
    /// `Name: value`.
    let line: String

    /// Takes a list as the variable `OTEL_EXPORTER_OTLP_HEADERS` holds it, `name=value,name=value`, with values in which
    /// `%` and two hexadecimal digits stand for a byte; nil for anything else.
    public static func list(_ text: String) -> [HTTPHeader]? {
        var headers: [HTTPHeader] = []
        for entry in text.split(separator: ",") where !entry.allSatisfy({ $0 == " " }) {
            guard let header = HTTPHeader(entry) else { return nil }
            headers.append(header)
        }
        return headers
    }

    private init?(_ entry: Substring) {
        guard let equals = entry.firstIndex(of: "=") else { return nil }
        let name = Self.trimmed(entry[..<equals])
        guard let value = Self.decoded(Self.trimmed(entry[entry.index(after: equals)...])) else { return nil }
        // What would end the line would be another header, or the request.
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isOfAName), value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        line = "\(name): \(value)"
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Letters, digits and the marks that RFC 9110 allows in names.
    private static func isOfAName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let code = UInt8(String(digits) ?? "", radix: 16) else { return nil }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
