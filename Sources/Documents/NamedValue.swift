package import JSON

/// A typed value under a name that a definition gave it: a layer that is known by its name instead of by its type.
package struct NamedValue: LayerSet, Hashable {
    /// Its name, which is that of its one field as well.
    package let name: String
    /// The value.
    package let value: FieldValue

    package init(name: String, value: FieldValue) {
        self.name = name
        self.value = value
    }

    /// None that a type could name.
    package static var requirements: [LayerRequirement] { [] }
    /// It can't be taken without a name.
    package init?(from store: LayerStore) { return nil }
    /// Adds or replaces it.
    package func add(to store: inout LayerStore) { store.set(self) }

    package func store(in archive: inout ArchiveWriter) {
        archive.write(text: name)
        value.store(in: &archive)
    }

    package init(from archive: inout ArchiveReader) throws(ArchiveError) {
        name = try archive.readText()
        value = try FieldValue(from: &archive)
    }

    /// Writes the value; what isn't known is `null`.
    package func write(to json: inout JSONWriter) {
        switch value {
        case .text(let text): json.value(text)
        case .texts(let texts): json.array { json in for text in texts { json.value(text) } }
        case .number(let number):
            if let whole = Int(exactly: number) { json.value(whole) } else { json.value(number) }
        case .flag(let flag): json.value(flag)
        case .absent: json.null()
        }
    }
}

extension LayerKey {
    /// The layer's name in JSON: with a small first letter.
    package var memberName: String {
        var bytes = Array(name.utf8)
        if let first = bytes.first, (0x41...0x5A).contains(first) { bytes[0] = first | 0x20 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension FieldValue: Storable {
    /// A byte that tells the type, and the value.
    public func store(in archive: inout ArchiveWriter) {
        switch self {
        case .absent: archive.write(byte: 0)
        case .text(let text):
            archive.write(byte: 1)
            text.store(in: &archive)
        case .texts(let texts):
            archive.write(byte: 2)
            texts.store(in: &archive)
        case .number(let number):
            archive.write(byte: 3)
            number.store(in: &archive)
        case .flag(let flag):
            archive.write(byte: 4)
            flag.store(in: &archive)
        }
    }

    /// Reads type and value.
    public init(from archive: inout ArchiveReader) throws(ArchiveError) {
        switch try archive.readByte() {
        case 0: self = .absent
        case 1: self = .text(try archive.readText())
        case 2: self = .texts(try [String](from: &archive))
        case 3: self = .number(try Double(from: &archive))
        case 4: self = .flag(try Bool(from: &archive))
        default: throw ArchiveError()
        }
    }
}
