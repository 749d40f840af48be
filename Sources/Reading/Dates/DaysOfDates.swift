internal import Documents

extension PublicationDate {
    /// The day without the time.
    var dayAlone: PublicationDate { PublicationDate(year: year, month: month, day: day) ?? self }

    /// Days counted from a day long ago.
    var dayNumber: Int {
        let years = month > 2 ? year : year - 1
        let months = (month + 9) % 12
        return 365 * years + years / 4 - years / 100 + years / 400 + (months * 306 + 5) / 10 + day
    }

    /// Whether another date is of the same day as it is written.
    func isSameDay(as other: PublicationDate) -> Bool {
        (year, month, day) == (other.year, other.month, other.day)
    }
}
