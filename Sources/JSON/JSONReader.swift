internal import CJansson

extension JSONValue {
    /// Nesting that no honest document needs.
    public static let defaultMaximumDepth = 128
    /// 64 MiB.
    public static let defaultMaximumBytes = 64 << 20

    /// Reads one JSON value from UTF-8 bytes, with or without a byte order mark. Linear in the bytes.
    ///
    /// Read by Jansson. A number that fits neither 64 bits nor a double is an error, and so is anything that RFC 8259
    /// doesn't allow: comments, trailing commas, bytes that aren't UTF-8, more text after the value.
    /// - Parameters:
    ///   - bytes: The text.
    ///   - maximumDepth: How deeply arrays and objects may be nested.
    ///   - maximumBytes: The longest text that is read.
    /// - Throws: ``JSONError`` with the place.
    public init(
        parsing bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth, maximumBytes: Int = defaultMaximumBytes
    ) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            try JSONValue(parsing: buffer, maximumDepth: maximumDepth, maximumBytes: maximumBytes)
        }
    }

    /// Reads one JSON value from a text.
    /// - Throws: ``JSONError`` with the place.
    public init(
        parsing text: String, maximumDepth: Int = defaultMaximumDepth, maximumBytes: Int = defaultMaximumBytes
    ) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth, maximumBytes: maximumBytes)
    }

    /// Reads one JSON value from a part of a larger buffer, such as a line of a JSON Lines file.
    /// - Throws: ``JSONError`` with the place within the part.
    public init(
        parsing slice: ArraySlice<UInt8>, maximumDepth: Int = defaultMaximumDepth,
        maximumBytes: Int = defaultMaximumBytes
    ) throws(JSONError) {
        self = try slice.withUnsafeBufferPointer { buffer throws(JSONError) in
            try JSONValue(parsing: buffer, maximumDepth: maximumDepth, maximumBytes: maximumBytes)
        }
    }

    private init(
        parsing buffer: UnsafeBufferPointer<UInt8>, maximumDepth: Int, maximumBytes: Int
    ) throws(JSONError) {
        guard buffer.count <= maximumBytes else {
            throw JSONError(message: "longer than \(maximumBytes) bytes", line: 1, column: 1, offset: 0)
        }
        let mark = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let content = UnsafeBufferPointer(rebasing: buffer[mark...])
        try Nesting.check(content, maximumDepth: maximumDepth)
        var error = json_error_t()
        let flags = Int(JSON_DECODE_ANY | JSON_ALLOW_NUL)
        var root = galley_json_load(content.baseAddress, content.count, flags, &error)
        if root == nil, galley_json_is_overflow(&error) != 0 {
            let wider = flags | Int(JSON_DECODE_INT_AS_REAL)
            root = galley_json_load(content.baseAddress, content.count, wider, &error)
        }
        guard let root else {
            throw JSONError(
                message: String(cString: galley_json_message(&error)), line: max(1, Int(error.line)),
                column: max(1, Int(error.column)), offset: max(0, Int(error.position)) + mark)
        }
        defer { galley_json_release(root) }
        self = Self.value(root)
    }

    /// Recurses as deeply as the text is nested, which ``Nesting`` has bounded.
    private static func value(_ node: UnsafeMutablePointer<json_t>) -> JSONValue {
        switch node.pointee.type {
        case JSON_OBJECT: .object(members(node))
        case JSON_ARRAY: .array((0..<json_array_size(node)).compactMap { json_array_get(node, $0).map(value) })
        case JSON_STRING: .text(string(json_string_value(node), json_string_length(node)))
        case JSON_INTEGER: .integer(Int(json_integer_value(node)))
        case JSON_REAL: .number(json_real_value(node))
        case JSON_TRUE: .flag(true)
        case JSON_FALSE: .flag(false)
        default: .null
        }
    }

    private static func members(_ node: UnsafeMutablePointer<json_t>) -> [JSONMember] {
        var members: [JSONMember] = []
        members.reserveCapacity(json_object_size(node))
        var iterator = json_object_iter(node)
        while let current = iterator {
            if let child = json_object_iter_value(current) {
                let name = string(json_object_iter_key(current), json_object_iter_key_len(current))
                members.append(JSONMember(name: name, value: value(child)))
            }
            iterator = json_object_iter_next(node, current)
        }
        return members
    }

    private static func string(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        guard let start else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

/// How deeply a JSON text is nested, told before anything recurses over it.
private enum Nesting {
    static func check(_ text: UnsafeBufferPointer<UInt8>, maximumDepth: Int) throws(JSONError) {
        var depth = 0
        var inString = false
        var offset = 0
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\""): inString.toggle()
            case UInt8(ascii: "\\"): offset += inString ? 1 : 0
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += inString ? 0 : 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= inString ? 0 : 1
            default: break
            }
            guard depth <= maximumDepth else {
                let before = text[..<offset]
                let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
                throw JSONError(
                    message: "nested deeper than \(maximumDepth) levels",
                    line: before.count { $0 == UInt8(ascii: "\n") } + 1,
                    column: text[lineStart...offset].count { $0 & 0xC0 != 0x80 }, offset: offset)
            }
            offset += 1
        }
    }
}
