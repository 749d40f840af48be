/// What the parts of something are called, so that no two are called the same.
public struct PlaceNames: Sendable {
    /// Names that were given, hashed: a container may hold millions.
    private var given: [Int: Int] = [:]

    /// None was given.
    public init() {}

    /// A name, with `#2` and so on behind it when it was there before. A part may itself be called like that.
    public mutating func place(of name: String) -> String {
        var count = given[name.hashValue] ?? 0
        var place = name
        repeat {
            count += 1
            if count > 1 { place = "\(name)#\(count)" }
        } while count > 1 && given[place.hashValue] != nil
        given[name.hashValue] = count
        if count > 1 { given[place.hashValue] = 1 }
        return place
    }

    /// A name with controls in it as `%1B`.
    public static func printable(_ name: String) -> String {
        var printable = ""
        for scalar in name.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                printable += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            } else {
                printable.unicodeScalars.append(scalar)
            }
        }
        return printable
    }
}
