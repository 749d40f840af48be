public import Documents

/// A word of a text: where it is, how it is written, and a key under which all its spellings in case meet.
public struct Word: Hashable, Sendable {
    /// How a word is written.
    public struct Traits: OptionSet, Hashable, Sendable {
        /// One bit a trait.
        public let rawValue: UInt8

        /// Makes a set of bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Starts with an upper-case letter.
        public static let capitalized = Traits(rawValue: 1)
        /// Holds a lower-case letter.
        public static let hasLowercase = Traits(rawValue: 2)
        /// Holds a letter.
        public static let hasLetter = Traits(rawValue: 4)
        /// Holds a digit.
        public static let hasDigit = Traits(rawValue: 8)
        /// Stands right after the word before it, with one space or no-break space between them.
        public static let followsSpace = Traits(rawValue: 16)
        /// Starts with a letter.
        public static let startsWithLetter = Traits(rawValue: 64)
        /// Holds a byte outside ASCII.
        public static let isWide = Traits(rawValue: 32)
    }

    /// Where it is in the text.
    public let range: ByteRange
    /// Number of letters, digits and marks in it.
    public let length: Int32
    /// How it is written.
    public let traits: Traits
    /// A hash of its letters in lower case, the same for every spelling in case and for each kind of apostrophe.
    public let key: UInt64

    /// Whether it is a number: digits, and no letter.
    public var isNumber: Bool { traits.contains(.hasDigit) && !traits.contains(.hasLetter) }
}
