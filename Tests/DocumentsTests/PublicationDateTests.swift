import Documents
import Testing

@Suite struct PublicationDateTests {
    @Test(arguments: [
        (2024, 2, 29), (2000, 2, 29), (1, 1, 1), (9999, 12, 31), (2023, 2, 28), (2023, 4, 30), (2023, 1, 31),
    ]) func aDayThatIs(year: Int, month: Int, day: Int) {
        let date = PublicationDate(year: year, month: month, day: day)
        #expect(date?.year == year && date?.month == month && date?.day == day)
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2023, 2, 30), (2023, 4, 31), (2023, 1, 32), (2023, 1, 0),
        (2023, 0, 1), (2023, 13, 1), (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (2023, 1, -1), (.max, .max, .max),
        (.min, .min, .min),
    ]) func aDayThatIsNot(year: Int, month: Int, day: Int) {
        #expect(PublicationDate(year: year, month: month, day: day) == nil)
    }

    /// Every day of 400 years, after which the calendar begins again.
    @Test func thereAreAsManyDaysAsTheCalendarHas() {
        var days = 0
        for year in 1601...2000 {
            for month in 1...12 {
                days += (1...31).count { PublicationDate(year: year, month: month, day: $0) != nil }
            }
        }
        #expect(days == 146_097)
    }

    @Test func itIsWrittenAsISO8601() {
        #expect(PublicationDate(year: 2014, month: 3, day: 4)?.description == "2014-03-04")
        #expect(PublicationDate(year: 33, month: 12, day: 25)?.description == "0033-12-25")
        let moment = PublicationDate(year: 2014, month: 3, day: 14, time: "T09:30:00Z")
        #expect(moment?.description == "2014-03-14T09:30:00Z")
    }
}
