import Testing

@testable import Reading

/// What is a caption and what is body, line by line.
@Suite struct CaptionRuleTests {
    @Test(arguments: [
        "Russian lorries at the border. Credit: Jane Roe/Harbour Wire", "Photo: Jane Roe", "Foto: Erika Muster/dpa",
        "Lifeboats beside the ferry on Sunday (Photo by Jane Roe)", "The harbour at dawn. Jane Roe/Harbour Wire",
        "A view of the bridge | Picture: John Doe", "© Harbour Museum", "FILE - The ferry at its berth in 2019",
        "Image source, Getty Images", "The mayor, pictured, opened the bridge. Photograph: John Doe/The Times",
        "Das Rathaus am Abend. Bild: Erika Muster", "Volunteers on the dyke (Jane Roe/AP)", "Crédit : Jean Dupont",
        "Caption: The choir on the quay", "Image by Jane Roe.", "The mayor on Sunday (AP Photo)",
        "The mayor on Sunday (Credit: Jane Roe)", "The mayor on Sunday (Photo courtesy of the museum)",
        "Pictured above: the bride and her boat", "Zdjęcie: Jan Kowalski",
    ]) func isCaption(_ line: String) { #expect(CaptionRule.matches(line)) }

    @Test(arguments: [
        "He put the picture down: it was hers.", "The file was closed on Monday (it had been open for a year).",
        "Pictured above the door was a lion, which the mayor called ugly.", "She kept a photo by the bed.",
        "(c) the third condition, which nobody has met", "Image matters, the minister said.",
        "Er sprach lange über das alte Bild: Es war gestohlen.", "Prices rose by 1/2 a point/month in March.",
        "The credit: it all goes to the crew, he said, and to the weather.",
        "The ferry is a write-off, her owner said. ©2015 Harbour Wire.", "Copyright © 2015 Harbour Wire",
        "He was angry. (The picture had been his.)", "The profile of the town has changed (since the mill closed).",
        "\"Photo by photo, we found them,\" she said.",
        "Image by image, the museum has restored the fresco over twelve years, its director said on Sunday.",
        "The bank will cut 500 jobs in the coming year (Credit Suisse Group)",
        "The publisher is sold for a third of its price (Image Comics Group)",
    ]) func isBody(_ line: String) { #expect(!CaptionRule.matches(line)) }
}

/// What is furniture of a page and what is body, line by line.
@Suite struct AsideRuleTests {
    private static let paragraph = "Nobody was hurt, the coastguard said on Sunday."
    private static let quotation = "\"Nobody was hurt,\" the coastguard said."

    @Test(arguments: [
        "Harbour News International Affairs Editor Jane Doe reports:",
        "Our Correspondent John Roe has the latest from Dunmore:",
        "Transport Reporter Jane Doe looks back:", "Read more: Ferry aground off Skerry Head",
        "Watch the moment the lifeboats arrive", "Advertisement", "Anzeige", "Advertisement – story continues below",
        "Lesen Sie auch: Fähre auf Grund", "À lire aussi : Le ferry échoué", "Sign up for our newsletter", "###",
        "Sign up for our newsletter and never miss a story.", "This video cannot be played.",
        "© Valley News. All rights reserved.", "Copyright © 2015 Harbour Wire", "© 2015 Harbour Wire",
        "© Evening Wire 2019",
        "Story continues below advertisement",
    ]) func isAsideWhateverFollows(_ line: String) {
        #expect(AsideRule.matches(line, next: Self.paragraph))
        #expect(AsideRule.matches(line, next: Self.quotation))
    }

    @Test(arguments: [
        "Jane Doe reports:", "Rageh Omaar has more from Kiev:", "The crew filmed the rescue in this video:",
    ]) func aLeadInIsOneUnlessItIntroducesAQuotation(_ line: String) {
        #expect(AsideRule.matches(line, next: Self.paragraph))
        #expect(!AsideRule.matches(line, next: Self.quotation))
    }

    @Test(arguments: [
        "Watch the pot, he said.", "Watch the pot, he said: it never boils.", "Mr Kerry reports to the president:",
        "The minister set out three conditions:", "Residents were told what to do:", "She put it this way:",
        "The newspaper's editor explains the decision in a note to readers:", "Editor Jane Doe said:",
        "Anzeige gegen Unbekannt erstattet", "Advertisement revenue fell by a tenth, the company said.",
        "Werbung für Zigaretten ist verboten.", "She had seen the video and said that one thing was clear:",
        "The minister tweeted:", "The ferry is a write-off, her owner said. ©2015 Harbour Wire.",
        "Related to the king by marriage, he never met him.",
        "Sign up for the race opened on Monday and closed within an hour.",
        "Subscribe to a theory long enough, she said, and it becomes the truth.",
    ]) func isBodyWhateverFollows(_ line: String) {
        #expect(!AsideRule.matches(line, next: Self.paragraph))
        #expect(!AsideRule.matches(line, next: Self.quotation))
    }
}

@Suite struct DatelineRuleTests {
    @Test(arguments: [
        ("LONDON, March 14 (Harbour Wire) - The talks have ended.", "LONDON, March 14 (Harbour Wire)"),
        ("PARIS (AFP) — The talks ended without a deal.", "PARIS (AFP)"),
        ("BERLIN — Die Gespräche sind zu Ende.", "BERLIN"),
        ("Berlin (dpa) - Die Gespräche sind zu Ende.", "Berlin (dpa)"),
        ("NEW YORK -- The talks ended without agreement.", "NEW YORK"),
        ("VESTBORG, Jan. 12 (Harbour Wire) – The bank raised its rate.", "VESTBORG, Jan. 12 (Harbour Wire)"),
        ("ŁÓDŹ — Rozmowy zakończyły się bez porozumienia.", "ŁÓDŹ"),
    ]) func splits(_ text: String, _ dateline: String) throws {
        let split = try #require(DatelineRule.split(text))
        #expect(split.dateline == dateline)
        #expect(text.hasSuffix(split.rest))
        #expect(split.rest.first?.isUppercase == true)
    }

    @Test(arguments: [
        "The talks - they lasted five hours - ended without agreement.",
        "(Corrects the name in the second paragraph) (Wire) - The talks ended.",
        "BREAKING — The talks ended in London.",
        "NATO - which has 32 members - met on Monday.", "Mr Lavrov (left) - he smiled - left early.",
        "UN talks — the third round — ended on Friday.",
    ]) func keeps(_ text: String) { #expect(DatelineRule.split(text) == nil) }
}

@Suite struct BylineRuleTests {
    @Test(arguments: [
        ("By Jane Doe", ["Jane Doe"]), ("By Jane Doe and John Roe, Harbour Wire", ["Jane Doe", "John Roe"]),
        ("By Nora Pell, harbour correspondent", ["Nora Pell"]), ("Von Erika Muster", ["Erika Muster"]),
        ("By Jane Doe in Dunmore and John Roe at sea", ["Jane Doe", "John Roe"]),
        ("By Staff Reporter", []), ("By Monday the bridge was open.", []), ("Jane Doe", []),
        ("By Ludwig van Hove", ["Ludwig van Hove"]), ("By the time it rained", []),
    ]) func readsALine(_ line: String, _ names: [String]) { #expect(BylineRule.authors(inLine: line) == names) }

    @Test(arguments: [
        ("By Sable Renner", ["Sable Renner"]), ("Kamelia", ["Kamelia"]), ("jane@example.org", []), ("admin", []),
        ("https://example.org/jane", []), ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
    ]) func readsAField(_ text: String, _ names: [String]) { #expect(BylineRule.names(inField: text) == names) }
}

@Suite struct DateTextTests {
    @Test(arguments: [
        ("2014-03-14", "2014-03-14"), ("2014-03-14T09:30:00Z", "2014-03-14T09:30:00Z"),
        ("2014-03-14T09:30:00+01:00", "2014-03-14T09:30:00+01:00"), ("20140314", "2014-03-14"),
        ("Fri, 14 Mar 2014 09:30:00 GMT", "2014-03-14"), ("March 14, 2014", "2014-03-14"),
        ("14. März 2014", "2014-03-14"), ("14 mars 2014", "2014-03-14"), ("14.03.2014", "2014-03-14"),
        ("03/14/2014", "2014-03-14"), ("14 de marzo de 2014", "2014-03-14"),
        ("14th of March, 2014", "2014-03-14"), ("1er août 2014", "2014-08-01"), ("14-Mar-2014", "2014-03-14"),
        ("Sept. 14 2014", "2014-09-14"), ("14 września 2014", "2014-09-14"),
        ("By Jane Doe, May 14, 2014", "2014-05-14"),
    ]) func reads(_ text: String, _ date: String) {
        let read = DateText.date(in: text)?.description ?? ""
        #expect(read.hasPrefix(date.prefix(10)))
        if date.count > 10 { #expect(read == date) }
    }

    @Test(arguments: [
        "03/04/2014", "Sunday", "this weekend", "2014", "March", "31.02.2014", "99999999", "", "tomorrow at 9",
        "Market up 12 % in 2014", "Junior 21 World Cup 2030 opens", "Harbour Marathon: 26 miles, 2031 edition",
        "Julia 12, 2014", "March for 14 victims of 2014", "On March 14 the mayor spoke of 2019",
    ])
    func inventsNothing(_ text: String) { #expect(DateText.date(in: text) == nil) }

    @Test(arguments: ["03:20", "9.52pm", "3:20 a.m.", "Monday 3 March 2025", "12 Jan 2023, 14:31", "21.15 Uhr"])
    func labels(_ text: String) { #expect(DateText.isLabel(text)) }

    @Test(arguments: [
        "On 3 March 2025 the ferry sank.", "14", "1989", "3-2", "Room 12.30", "At 9.52pm she struck rocks",
    ])
    func noLabels(_ text: String) { #expect(!DateText.isLabel(text)) }
}

@Suite struct TitleRuleTests {
    private let rule = TitleRule(sites: ["The Harbour Times"], host: "harbour-times.example")

    @Test(arguments: [
        ("Rates rise - The Harbour Times", "Rates rise"), ("Rates rise | Harbour Times", "Rates rise"),
        ("The Harbour Times: Rates rise", "The Harbour Times: Rates rise"),
        ("The Harbour Times – Rates rise", "Rates rise"),
        ("Rates rise by a point | Politics | The Harbour Times", "Rates rise by a point"),
        ("Ferry aground - all safe", "Ferry aground - all safe"), ("Rates rise", "Rates rise"),
    ]) func takesTheSiteOff(_ title: String, _ headline: String) { #expect(rule.headline(of: title) == headline) }

    @Test func namesTheSiteOnlyWhereTheAddressAgrees() {
        let rule = TitleRule(sites: [], host: "harbour-times.example")
        #expect(rule.site(in: "Rates rise - Harbour Times") == "Harbour Times")
        #expect(rule.site(in: "Rates rise - Politics") == nil)
    }
}
