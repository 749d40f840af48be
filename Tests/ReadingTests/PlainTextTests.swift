import Testing

@testable import Reading

@Suite struct PlainTextTests {
    @Test func anArticleAsItIsPastedOutOfASite() throws {
        let article = try plain(
            """
            Talks on the harbour end without a deal

            Mr Roe with the mayor, Jane Doe. Credit: Sean Example/Harbour Wire

            The mayor warned of "consequences" after the port made clear it would go on building this weekend.

            Harbour News International Affairs Editor Max Moe reports:

            Mr Roe, however, was adamant that the port would respect Sunday's vote.

            "There will be no choice but to respond," she added.
            """)
        #expect(article.title == "Talks on the harbour end without a deal")
        #expect(article.metadata.captions == ["Mr Roe with the mayor, Jane Doe. Credit: Sean Example/Harbour Wire"])
        #expect(article.metadata.asides == ["Harbour News International Affairs Editor Max Moe reports:"])
        #expect(article.blocks.count == 3)
        #expect(
            article.metadata.published == nil && article.metadata.authors.isEmpty && article.metadata.dateline == nil)
    }

    @Test func headBylineDateAndDatelineAreMetadata() throws {
        let article = try plain(
            "Bridge closes\n\nBy Jane Doe and John Roe\n\n14 March 2014\n\nDUNMORE (Harbour Wire) - The bridge will close.\n\nIt is old."
        )
        #expect(article.metadata.authors == ["Jane Doe", "John Roe"])
        #expect(article.metadata.published?.description == "2014-03-14")
        #expect(article.metadata.dateline == "DUNMORE (Harbour Wire)")
        #expect(article.parts == ["paragraph: The bridge will close.", "paragraph: It is old."])
    }

    @Test func wrappedLinesAreJoinedAndLinesThatAreParagraphsAreNot() throws {
        let wrapped = """
            Bridge closes

            The harbour bridge will close on Monday, and
            ferries will take its place until spring, the
            council said.

            Nobody was surprised.
            """
        #expect(
            try plain(wrapped).parts == [
                "paragraph: The harbour bridge will close on Monday, and ferries will take its place until spring, the council said.",
                "paragraph: Nobody was surprised.",
            ])
        let long = (1...3).map {
            "Sentence \($0) of the story is long enough to be a paragraph by itself, and so it goes on and on until even the widest margin is passed by a few words more."
        }
        #expect(try plain((["Bridge closes"] + long).joined(separator: "\n")).blocks.count == 3)
    }

    /// A line as wide as the others may be a paragraph as well as the margin.
    @Test(arguments: [
        [
            "Bank of Norland raises its main rate to the highest level in fifteen years, to 4.25%",
            "The governor said prices were still rising.", "Markets fell.", "Nobody was surprised.",
        ],
        [
            "Five things to know", "The council met on Monday and agreed the budget for the year after a long row.",
            "Opponents called the plan a disgrace and left the hall before the vote was held.",
            "The mayor said she was pleased.",
            "A second vote will follow next week in the same hall, the clerk of the council told us.",
            "Nobody expects a surprise.",
        ],
    ]) func linesThatAreParagraphsStayApartHoweverShort(_ lines: [String]) throws {
        let article = try plain(lines.joined(separator: "\n"))
        #expect(article.title == lines[0])
        #expect(article.parts == lines.dropFirst().map { "paragraph: \($0)" })
    }

    @Test func aWrappedTextWithoutEmptyLinesIsJoined() throws {
        let article = try plain(
            """
            Der Hafen bekommt eine neue Brücke, sagte die
            Bürgermeisterin am Montag. Sie wird im kommenden
            Frühjahr gebaut und kostet weniger als zuerst
            Angenommen wurde.
            """)
        #expect(article.blocks.count == 1)
    }

    @Test func aBylineIsBelievedUnderTheHeadlineOnly() throws {
        let story = "The show will return in spring, the theatre said, for twelve more nights."
        let standfirst = "Twelve more nights of the comedy that nobody expected to run at all."
        let picture = "Photo: John Roe"
        for head in [["By Jane Doe"], [picture, "By Jane Doe"], [standfirst, "By Jane Doe", "14 March 2014"]] {
            let article = try plain((["Comedy returns"] + head + [story, story]).joined(separator: "\n\n"))
            #expect(article.metadata.authors == ["Jane Doe"])
            #expect(!article.text.contains("Jane Doe"))
            #expect(article.metadata.published != nil || head.count < 3)
        }
        let later = try plain(
            ["Comedy returns", story, story, "By Popular Demand", story].joined(separator: "\n\n"))
        #expect(later.metadata.authors.isEmpty)
        #expect(later.parts[2] == "heading: By Popular Demand")
    }

    @Test func noParagraphIsLost() throws {
        let body = [
            "The minister set out three conditions:", "The bridge must be safe.",
            "Watch the pot, he said: it never boils.",
            "The newspaper's editor explains the decision in a note to readers:", "\"We were wrong,\" it says.",
            "He was angry. (The picture had been his.)", "Advertisement revenue fell by a tenth, the company said.",
            "Mr Kerry reports to the president:", "He does so on Fridays.",
        ]
        let article = try plain((["Bridge closes"] + body).joined(separator: "\n\n"))
        #expect(article.blocks.map { String(article.text[bytes: $0.range]) } == body)
        #expect(article.metadata.asides.isEmpty && article.metadata.captions.isEmpty)
    }

    @Test func listsAreLists() throws {
        let article = try plain("Bridge closes\n\nTake with you:\n\n• a lamp;\n• a coat.\n\nThat is all.")
        #expect(
            article.parts == [
                "paragraph: Take with you:", "list-item: a lamp;", "list-item: a coat.", "paragraph: That is all.",
            ])
    }
}
