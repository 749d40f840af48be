/// The attributes that readers look at.
enum HTMLAttribute: UInt8, Sendable {
    case `class`, id, role, itemprop, rel, href, content, property, name, datetime, style, hidden, lang, type, title
    case ariaHidden, itemtype, xmlLang, httpEquiv, pubdate, colspan, start, value
    /// The names that scripts give a date.
    case dataDate

    fileprivate static let names: [(name: StaticString, attribute: HTMLAttribute)] = [
        ("class", .class), ("id", .id), ("role", .role), ("itemprop", .itemprop), ("rel", .rel), ("href", .href),
        ("content", .content), ("property", .property), ("name", .name), ("datetime", .datetime), ("style", .style),
        ("hidden", .hidden), ("lang", .lang), ("type", .type), ("title", .title),
        ("aria-hidden", .ariaHidden), ("itemtype", .itemtype), ("xml:lang", .xmlLang), ("http-equiv", .httpEquiv),
        ("pubdate", .pubdate), ("colspan", .colspan), ("start", .start), ("value", .value), ("data-date", .dataDate),
        ("data-datetime", .dataDate),
        ("data-date-time", .dataDate), ("data-date-iso", .dataDate), ("data-published", .dataDate),
        ("data-publish-date", .dataDate), ("data-time", .dataDate), ("data-timestamp", .dataDate),
    ]

    /// The attribute of a name in lower case.
    init?(_ key: UnsafeBufferPointer<UInt8>) {
        let hash = key.reduce(AttributeNames.seed, AttributeNames.step)
        guard let found = AttributeNames.shared.attribute(hash) else { return nil }
        self = found
    }
}

/// The names of the attributes that are read: a table by their hashes, since a page asks for thousands.
struct AttributeNames: Sendable {
    static let seed: UInt32 = 2_166_136_261

    /// Letters in either case are the same.
    @inline(__always)
    static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte &- 65 < 26 ? byte | 0x20 : byte)) &* 16_777_619
    }

    static let shared = AttributeNames()

    /// The hash of each name, and its attribute's number and one more; 0 where there is none.
    private var slots = [(hash: UInt32, attribute: UInt8)](repeating: (0, 0), count: 256)

    private init() {
        for (name, attribute) in HTMLAttribute.names {
            let hash = name.withUTF8Buffer { $0.reduce(Self.seed, Self.step) }
            var slot = Self.slot(of: hash)
            while slots[slot].attribute != 0 { slot = (slot + 1) & 255 }
            slots[slot] = (hash, attribute.rawValue + 1)
        }
    }

    @inline(__always)
    private static func slot(of hash: UInt32) -> Int { Int((hash ^ hash >> 8) & 255) }

    /// The attribute of a name by its hash: another name of the same hash would have to be made for it.
    @inline(__always)
    func attribute(_ hash: UInt32) -> HTMLAttribute? {
        var slot = Self.slot(of: hash)
        while slots[slot].attribute != 0 {
            if slots[slot].hash == hash { return HTMLAttribute(rawValue: slots[slot].attribute - 1) }
            slot = (slot + 1) & 255
        }
        return nil
    }
}
