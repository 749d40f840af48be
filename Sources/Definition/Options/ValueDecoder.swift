import Diagnostics

/// Decodes one value; throws ``OptionFailure`` with the node that is wrong.
struct ValueDecoder: Decoder, SingleValueDecodingContainer {
    let node: YAMLNode
    /// What is wanted, as the option names it.
    let typeName: String
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let pairs = node.pairs else { throw OptionFailure(node, expected: "a mapping") }
        return KeyedDecodingContainer(MappingContainer(node, pairs))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = node.elements else { throw OptionFailure(node, expected: "a list") }
        return SequenceContainer(node: node, elements: elements)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { node.isNull }

    func decode(_ type: String.Type) throws -> String {
        guard let scalar = node.scalar else { throw OptionFailure(node, expected: phrase(of: typeName)) }
        return scalar.text
    }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let flag = node.scalar?.flag else { throw OptionFailure(node, expected: "true or false") }
        return flag
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let number = node.scalar?.number else { throw OptionFailure(node, expected: "a number") }
        return number
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try whole() }
    func decode(_ type: Int8.Type) throws -> Int8 { try whole() }
    func decode(_ type: Int16.Type) throws -> Int16 { try whole() }
    func decode(_ type: Int32.Type) throws -> Int32 { try whole() }
    func decode(_ type: Int64.Type) throws -> Int64 { try whole() }
    func decode(_ type: UInt.Type) throws -> UInt { try whole() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try whole() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try whole() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try whole() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try whole() }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        do {
            return try T(from: self)
        } catch let error as DecodingError {
            // What a type says of its own value, at the place of the value.
            throw OptionFailure(node, error)
        }
    }

    private func whole<Number: FixedWidthInteger>() throws -> Number {
        guard let number = node.scalar?.wholeNumber else { throw OptionFailure(node, expected: "a whole number") }
        guard let fitting = Number(exactly: number) else {
            throw OptionFailure(node, message: "the number \(number) is outside \(Number.min) to \(Number.max)")
        }
        return fitting
    }

    private func phrase(of typeName: String) -> String {
        switch typeName {
        case "text", "true or false": typeName
        default: typeName.hasPrefix("list of") || typeName.hasPrefix("map of") ? "text" : "a \(typeName)"
        }
    }
}

private struct SequenceContainer: UnkeyedDecodingContainer {
    let node: YAMLNode
    let elements: [YAMLNode]
    private(set) var currentIndex = 0

    init(node: YAMLNode, elements: [YAMLNode]) {
        self.node = node
        self.elements = elements
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }

    mutating func superDecoder() throws -> any Decoder { try next() }

    private mutating func next() throws -> ValueDecoder {
        guard !isAtEnd else { throw OptionFailure(node, message: "the list is too short") }
        defer { currentIndex += 1 }
        return ValueDecoder(node: elements[currentIndex], typeName: "text")
    }
}

private struct MappingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: YAMLNode
    let allKeys: [Key]
    private let values: [String: YAMLNode]

    init(_ node: YAMLNode, _ pairs: [YAMLPair]) {
        self.node = node
        allKeys = pairs.compactMap { Key(stringValue: $0.key.value) }
        values = Dictionary(pairs.map { ($0.key.value, $0.value) }) { first, _ in first }
    }

    var codingPath: [any CodingKey] { [] }

    func contains(_ key: Key) -> Bool { values[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder(key).decode(type) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try decoder(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { ValueDecoder(node: node, typeName: "mapping") }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

    private func decoder(_ key: Key) throws -> ValueDecoder {
        guard let value = values[key.stringValue] else {
            throw OptionFailure(node, message: "the key '\(key.stringValue)' is missing")
        }
        return ValueDecoder(node: value, typeName: "text")
    }
}
