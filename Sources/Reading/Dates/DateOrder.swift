/// How a language writes a date in numbers alone: whether 03/04/2014 is in April or in March.
enum DateOrder: Sendable {
    case dayFirst, monthFirst

    /// English is written either way: its region decides.
    private static let monthFirstRegions: Set<Substring> = ["US", "PH", "FM", "MH", "PW", "GU", "AS", "MP", "PR", "VI"]
    private static let yearFirst: Set<Substring> = ["zh", "ja", "ko", "hu", "lt", "mn", "sv", "eu"]

    /// The order of a language by its BCP 47 tag; nil where it can't be told.
    init?(language tag: String?) {
        guard let parts = tag?.split(separator: "-"), let language = parts.first else { return nil }
        guard language == "en" else {
            guard !Self.yearFirst.contains(language) else { return nil }
            self = .dayFirst
            return
        }
        guard let region = parts.dropFirst().first(where: { $0.utf8.count == 2 }) else { return nil }
        // Canada writes both.
        guard region != "CA" else { return nil }
        self = Self.monthFirstRegions.contains(region) ? .monthFirst : .dayFirst
    }
}
