import StageKit

/// What a configuration is decoded from: each of its properties is an option.
struct ConfigurationDecoder: Decoder {
    let session: OptionSession
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ConfigurationContainer(session: session))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notOptions }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notOptions }

    private var notOptions: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "a configuration must be a struct of options"))
    }
}

private struct ConfigurationContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let session: OptionSession
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        if let value = session.value(of: key.stringValue) as? T { return value }
        throw notAnOption(key)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw notAnOption(key) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw notAnOption(key) }

    func superDecoder() -> any Decoder { ConfigurationDecoder(session: session) }
    func superDecoder(forKey key: Key) -> any Decoder { ConfigurationDecoder(session: session) }

    private func notAnOption(_ key: Key) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "the property '\(key.stringValue)' isn't an option"))
    }
}
