/// A JSON value (RFC 8259). Objects keep their members in the order of the source.
public enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case flag(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A string.
    case text(String)
    /// An array.
    case array([JSONValue])
    /// An object; where a name was repeated, the first place with the last value.
    case object([JSONMember])
}

/// A member of a JSON object.
public struct JSONMember: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Makes a member.
    public init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue {
    /// The value of an object's member; nil when there is none or this isn't an object. Linear in the members.
    public subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

    /// The value at a path of member names, for example `["author", "name"]`.
    public subscript(path: [String]) -> JSONValue? {
        var value: JSONValue? = self
        for name in path { value = value?[name] }
        return value
    }

    /// The members of an object, nothing for other values.
    public var members: [JSONMember] { if case .object(let members) = self { members } else { [] } }

    /// The elements of an array, nothing for other values.
    public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    /// The string; nil for other values.
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The whole number; nil for other values.
    public var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }

    /// The number, whole or not; nil for other values.
    public var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    /// The truth value; nil for other values.
    public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }

    /// What kind of value it is, for messages: `null`, `boolean`, `number`, `string`, `array` or `object`.
    public var kind: String {
        switch self {
        case .null: "null"
        case .flag: "boolean"
        case .integer, .number: "number"
        case .text: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// What is wrong with a text that should be JSON, and where.
public struct JSONError: Error, Sendable, Equatable {
    /// What is wrong, as a phrase.
    public let message: String
    /// The line, from 1.
    public let line: Int
    /// The column in characters, from 1.
    public let column: Int
    /// The offset in bytes.
    public let offset: Int
}

extension JSONError: CustomStringConvertible {
    /// `line:column: message`.
    public var description: String { "\(line):\(column): \(message)" }
}
