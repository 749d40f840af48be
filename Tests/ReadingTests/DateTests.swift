import Documents
import Testing

@testable import Reading

/// Dates in the writings of many languages.
@Suite struct DateWritingTests {
    @Test(arguments: [
        ("14 марта 2014", "2014-03-14"), ("14 Августа 2014 г.", "2014-08-14"), ("14 березня 2014", "2014-03-14"),
        ("14. března 2014", "2014-03-14"), ("2014. március 14.", "2014-03-14"), ("14. maaliskuuta 2014", "2014-03-14"),
        ("14 Mart 2014", "2014-03-14"), ("14 Ağustos 2014", "2014-08-14"), ("14 martie 2014", "2014-03-14"),
        ("14 Μαρτίου 2014", "2014-03-14"), ("14 tháng 3, 2014", "2014-03-14"), ("14 Maret 2014", "2014-03-14"),
        ("2014年3月14日", "2014-03-14"), ("2014년 3월 14일", "2014-03-14"), ("2014.03.14. 오후 8:06", "2014-03-14"),
        ("14 de març de 2014", "2014-03-14"), ("14 مارس 2014", "2014-03-14"), ("20140314093000", "2014-03-14"),
        ("14. mars 2014", "2014-03-14"), ("14 listopada 2014", "2014-11-14"),
    ]) func reads(_ text: String, _ date: String) { #expect(DateText.date(in: text)?.description == date) }

    @Test(arguments: [
        ("Fri, 14 Mar 2014 09:30:00 GMT", "2014-03-14T09:30:00Z"),
        ("14 Mar 2014 09:30 +0100", "2014-03-14T09:30:00+01:00"),
        ("March 14, 2014, 9:30 p.m. EST", "2014-03-14T21:30:00-05:00"),
        ("14.03.2014 12:05 MEZ", "2014-03-14T12:05:00+01:00"),
        ("March 14, 2014 12:05 AM PDT", "2014-03-14T00:05:00-07:00"),
        ("2014-03-14 09:30:00.123+02", "2014-03-14T09:30:00+02:00"),
        ("2014-03-14T09:30", "2014-03-14"), ("14 March 2014 09:30", "2014-03-14"),
        ("2014-03-14T25:30:00Z", "2014-03-14"),
        ("14 Mar 2014 09:30 XYZ", "2014-03-14"), ("2014-03-14T09:30:00+99:00", "2014-03-14"),
    ]) func theTimeIsKeptWithItsZone(_ text: String, _ date: String) {
        #expect(DateText.date(in: text)?.description == date)
    }

    @Test(arguments: [
        ("en-GB", "2014-04-03"), ("en-US", "2014-03-04"), ("de", "2014-04-03"), ("fr-CA", "2014-04-03"), ("en", nil),
        ("en-CA", nil), ("zh", nil), (nil, nil),
    ]) func theLanguageOrdersNumbers(_ language: String?, _ date: String?) {
        #expect(DateText.date(in: "03/04/2014", order: DateOrder(language: language))?.description == date)
    }

    @Test func yearsOfTwoDigitsAreReadOnlyInALineOfTheirOwn() {
        #expect(DateText.date(inLine: "14.03.14")?.description == "2014-03-14")
        #expect(DateText.date(inLine: "Freitag, 14.03.14, 9:30 Uhr")?.description == "2014-03-14")
        #expect(DateText.date(inLine: "Version 14.03.14") == nil)
        #expect(DateText.date(in: "14.03.14") == nil)
        #expect(DateText.date(inLine: "03/04/14") == nil)
    }
}

/// What a line says of publication and change.
@Suite struct DateStatementTests {
    @Test(arguments: [
        ("Published 3 March 2025, updated 4 March 2025", "2025-03-03", "2025-03-04"),
        ("Updated 4 March 2025, first published 3 March 2025", "2025-03-03", "2025-03-04"),
        ("Zuletzt aktualisiert am 4. März 2025", nil, "2025-03-04"), ("Stand: 04.03.2025", nil, "2025-03-04"),
        ("3 March 2025", "2025-03-03", nil), ("3 March 2025 (updated)", nil, "2025-03-03"),
        ("3. März 2025 um 23:03 Uhr gepostet", "2025-03-03", nil),
        ("[Stand: 04.03.2025, 01:40 Uhr]", nil, "2025-03-04"),
        ("Обновлено 4 марта 2025", nil, "2025-03-04"), ("It is currently 4 March 2025", nil, nil),
        ("© 4 March 2025", nil, nil), ("No day at all", nil, nil),
    ]) func labelsTellWhichIsWhich(_ line: String, _ published: String?, _ modified: String?) {
        let statement = DateStatement(line, order: nil)
        #expect(statement.published?.description == published)
        #expect(statement.modified?.description == modified)
    }

    @Test func aLabelMayStandBefore() {
        #expect(DateStatement("4 March 2025", label: "Last updated", order: nil).modified?.day == 4)
        #expect(DateStatement("4 March 2025", label: "Updated on Monday, published", order: nil).published?.day == 4)
    }
}

@Suite struct AddressDateTests {
    @Test(arguments: [
        ("2014/03/14/bridge", "2014-03-14"), ("2014/mar/14/bridge", "2014-03-14"), ("2014/3/14", "2014-03-14"),
        ("news/2014/0314/bridge.html", "2014-03-14"), ("2014-03-14-bridge", "2014-03-14"),
        ("20140314/bridge", "2014-03-14"),
        ("bridge-20140314.html", "2014-03-14"), ("2014/03/14-bridge", "2014-03-14"),
        ("bridge_2014_03_14", "2014-03-14"),
        ("2014/03/bridge", nil), ("2014/13/14/bridge", nil), ("article/20202108", nil), ("id/120140314", nil),
        ("a20140314", nil), ("1876/07/04/bridge", nil), ("2014/2/30/x", nil), ("2014/03/14th", nil), ("", nil),
    ]) func reads(_ path: String, _ date: String?) throws {
        let address = try #require(PageAddress("https://example.org/" + path))
        #expect(AddressDate.date(in: address)?.description == date)
    }
}

@Suite struct DateBallotTests {
    private func winner(_ votes: (String, Int, Bool)...) throws -> Found<PublicationDate>? {
        var ballot = DateBallot()
        for (text, weight, isLocal) in votes {
            ballot.add(DateText.date(in: text), text, weight: weight, isLocal: isLocal)
        }
        return ballot.winner()
    }

    @Test func theDayThatMostOfThePageStatesWins() throws {
        let found = try winner(("2025-03-02", 8, false), ("2025-03-03", 8, false), ("2025-03-03", 6, true))
        #expect(found?.value.description == "2025-03-03")
        #expect(found?.evidence.confidence == .medium)
        #expect(try winner(("2025-03-02", 8, false), ("2025-03-03", 6, true))?.value.day == 2)
        #expect(try winner() == nil)
    }

    @Test func anInstantIsOnTheDayThatThePageShows() throws {
        // In the evening west of Greenwich, in the morning east of it.
        #expect(
            try winner(("2025-03-04T03:30:00Z", 8, false), ("2025-03-03", 6, true))?.value.description == "2025-03-03")
        #expect(
            try winner(("2025-03-03T22:30:00Z", 8, false), ("2025-03-04", 6, true))?.value.description == "2025-03-04")
        // At noon it is the same day nearly everywhere.
        #expect(try winner(("2025-03-04T12:30:00Z", 8, false), ("2025-03-03", 6, true))?.value.day == 4)
        #expect(try winner(("2025-03-03T09:30:00Z", 8, false), ("2025-03-04", 6, true))?.value.day == 3)
    }

    @Test func theMostExactStatementOfTheDayIsTaken() throws {
        let found = try winner(("2025-03-03", 8, false), ("2025-03-03T18:40:00+01:00", 6, true))
        #expect(found?.value.description == "2025-03-03T18:40:00+01:00")
        #expect(found?.evidence.confidence == .high)
    }
}

@Suite struct ScriptDatesTests {
    @Test(arguments: [
        (#"{"datePublished":"2025-03-03T18:40:12Z"}"#, "2025-03-03T18:40:12Z"),
        (#"window.x = "{\"published_at\": \"2025\/03\/03\"}""#, "2025-03-03"),
        (#"{"publishedAt":"2025-03-03","other":{"publishedAt":"2025-03-03T10:00:00Z"}}"#, "2025-03-03"),
        (#"[{"publishedAt":"2025-03-03"},{"publishedAt":"2025-03-04"}]"#, nil),
        (#"[{"publishedAt":"2025-03-03"},{"publishedAt":"2025-03-04"}] {"dateCreated":"2025-03-01"}"#, "2025-03-01"),
        (#"{"publishedAt":null}"#, nil), (#"{"publishedAt":"#, nil), (#""publishedAt"#, nil), ("", nil),
        (#"{"unpublishedAt":"2025-03-03"}"#, nil),
    ]) func aKeyWithOneDayIsBelieved(_ script: String, _ date: String?) {
        #expect(ScriptDates.published(in: Array(script.utf8))?.description == date)
    }
}
