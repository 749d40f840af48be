/// The `meta` elements of a page by their names (`name`, `property`, `itemprop` or `http-equiv`), in order.
///
/// A page has fifty of them and is asked for a few, so values stay as they stand until they are asked for.
struct MetaTags {
    /// A name and a value.
    struct Entry {
        /// In lower case.
        let name: String
        let value: String
    }

    /// A name and its value as they stand in the page.
    private struct Place {
        let name: ArraySlice<UInt8>
        let value: ArraySlice<UInt8>
    }

    private var places: [Place] = []
    /// More than any page needs.
    private static let most = 2000
    private static let longest = 4096
    private static let longestName = 100

    init(_ tree: HTMLTree, _ marks: PageMarks) {
        places.reserveCapacity(marks.metas.count)
        for index in marks.metas.prefix(Self.most) {
            guard let content = tree.attributeBytes(.content, of: index), content.count <= Self.longest,
                content.contains(where: { $0 > 0x20 })
            else { continue }
            for attribute in [HTMLAttribute.property, .name, .itemprop, .httpEquiv] {
                guard let names = tree.attributeBytes(attribute, of: index), names.count <= Self.longestName else {
                    continue
                }
                for name in names.split(whereSeparator: { $0 <= 0x20 }) {
                    places.append(Place(name: name, value: content))
                }
            }
        }
    }

    /// All values of a name, in order.
    func all(_ name: StaticString) -> [String] {
        places.filter { isNamed($0, name) }.map { value(of: $0) }.filter { !$0.isEmpty }
    }

    /// The first value of the first name that has one.
    func first(_ names: StaticString...) -> String? { found(names)?.value }

    /// The first entry of the first name that has one.
    func found(_ names: [StaticString]) -> Entry? {
        for name in names {
            for place in places where isNamed(place, name) {
                let value = value(of: place)
                if !value.isEmpty { return Entry(name: "\(name)", value: value) }
            }
        }
        return nil
    }

    /// The entries with values of a length and so many digits, in order.
    func entries(longest: Int, digits: Int) -> [Entry] {
        places.lazy.filter { place in
            place.value.count <= longest && place.value.count { $0 &- 48 < 10 } >= digits
        }.map { place in
            Entry(name: String(decoding: place.name, as: UTF8.self).lowercased(), value: value(of: place))
        }
    }

    private func isNamed(_ place: Place, _ name: StaticString) -> Bool {
        guard place.name.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { wanted in
            for offset in 0..<wanted.count {
                let byte = place.name[place.name.startIndex + offset]
                guard (byte &- 65 < 26 ? byte | 0x20 : byte) == wanted[offset] else { return false }
            }
            return true
        }
    }

    private func value(of place: Place) -> String {
        EscapedText.clean(String(decoding: place.value, as: UTF8.self))
    }
}
