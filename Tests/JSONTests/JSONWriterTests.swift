import JSON
import Testing

@Suite("JSON writing") struct JSONWriterTests {
    @Test("what must be escaped is, wherever it stands")
    func escapes() throws {
        let special: [(scalar: Unicode.Scalar, written: String)] =
            (0..<0x20).map { number in
                let scalar = Unicode.Scalar(UInt8(number))
                let short: [Unicode.Scalar: String] = ["\n": "\\n", "\r": "\\r", "\t": "\\t"]
                let digits = String(number, radix: 16)
                return (scalar, short[scalar] ?? "\\u00\(digits.count == 1 ? "0" : "")\(digits)")
            } + [("\"", "\\\""), ("\\", "\\\\")]
        for (scalar, written) in special {
            for before in 0..<20 {
                let plain = String(repeating: "\u{E9}a\u{7F}", count: before)
                var json = JSONWriter()
                json.value(plain + String(scalar) + plain)
                #expect(json.text == "\"\(plain)\(written)\(plain)\"")
            }
        }
    }

    @Test("any text reads back as it was")
    func roundTrip() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = LinearRandom(state: seed)
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let high = random.next() % 3 == 0
                let number = UInt32.random(in: high ? 0x80...0x2FFFF : 0...0x7F, using: &random)
                text.unicodeScalars.append(Unicode.Scalar(number) ?? "\"")
            }
            var json = JSONWriter()
            json.value(text)
            #expect(try JSONValue(parsing: json.bytes) == .text(text), "seed \(seed)")
        }
    }

    @Test("members stand in their order, and numbers that JSON can't say are null")
    func values() {
        var json = JSONWriter()
        json.object {
            $0.member("b", 1)
            $0.member("a", Double.nan)
            $0.member("list", ["x", "y"])
            $0.member("nothing", nil as String?)
        }
        json.endLine()
        json.value(true)
        #expect(json.text == "{\"b\":1,\"a\":null,\"list\":[\"x\",\"y\"],\"nothing\":null}\ntrue")
    }
}

/// Knuth's linear congruential generator (MMIX).
private struct LinearRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}
