import JSON
import Testing

@Suite("JSON values") struct JSONValueTests {
    @Test("every kind of value is read, members in the order of the source")
    func kinds() throws {
        let value = try JSONValue(parsing: #"{"z": [1, -2.5, true, null], "a": {"text": "é\n\u0000"}}"#)
        #expect(value.members.map(\.name) == ["z", "a"])
        #expect(value["z"] == .array([.integer(1), .number(-2.5), .flag(true), .null]))
        #expect(value[["a", "text"]]?.text == "é\n\0")
        #expect(value["missing"] == nil)
        #expect(value[["z", "text"]] == nil)
    }

    @Test("scalars, byte order marks and numbers beyond 64 bits are read")
    func corners() throws {
        #expect(try JSONValue(parsing: "\"a\"") == .text("a"))
        #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF] + Array("7".utf8)) == .integer(7))
        #expect(
            try JSONValue(parsing: "[1, 123456789012345678901234567890]").elements.last?.number == 1.2345678901234568e29
        )
        #expect(try JSONValue(parsing: Array("x[9223372036854775807]".utf8)[1...]) == .array([.integer(.max)]))
        #expect(
            try JSONValue(parsing: #"{"a": 1, "b": 2, "a": 3}"#).members.map(\.value) == [.integer(3), .integer(2)])
    }

    @Test(
        "what isn't JSON is an error with its place",
        arguments: [
            ("{\"a\": 1,\n \"b\" 2}", 2), ("", 1), ("[1] x", 1), ("[1e400]", 1), ("{\"a\": \"\u{1}\"}", 1), ("nul", 1),
        ])
    func errors(text: String, line: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.message.isEmpty == false)
    }

    @Test("bytes that aren't UTF-8 are an error")
    func encoding() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test("nesting and length are bounded, brackets in strings don't count")
    func bounds() throws {
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\"é\":\n " + deep) }
        #expect(error?.message == "nested deeper than 128 levels")
        #expect(error.map { [$0.line, $0.column] } == [2, 129])
        #expect(try JSONValue(parsing: #"["[[[\"[[", [1]]"#, maximumDepth: 2).elements.count == 2)
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[1, 2, 3]", maximumBytes: 8) }
    }
}
