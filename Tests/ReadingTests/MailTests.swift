import Documents
import Testing

@testable import Reading

@Suite struct MailTests {
    private func message(_ text: String) throws -> MailMessage {
        try #require(MailMessage(Array(text.replacing("\n", with: "\r\n").utf8)))
    }

    private func body(_ part: String) throws -> MailMessage { try message("From: a@b.example\nSubject: S\n\(part)") }

    @Test func headersAreRead() throws {
        let message = try message(
            """
            From: "Roe, Jane" <jane@harbour.example>, =?utf-8?Q?J=C3=B6rg?= <j@harbour.example>
            Date: Wed, 7 Jan 2004 10:14:55 -0500
            Subject: =?utf-8?B?RsOkaHI=?=
             =?utf-8?Q?e_sp=C3?= =?utf-8?Q?=A4t?= again
            Archived-At: <https://lists.example/1>
            Content-Language: de

            Text
            """)
        #expect(message.authors == ["Jane Roe", "Jörg"])
        #expect(message.date == "2004-01-07T10:14:55-05:00")
        #expect(message.subject == "Fähre spät again")
        #expect(message.archivedAt == "https://lists.example/1")
        #expect(message.language == "de")
        #expect(message.body == "Text")
    }

    @Test(arguments: [
        ("=?iso-8859-1?q?caf=E9?=", "café"), ("=?x?=", "=?x?="), ("a =?utf-8?Q?b?= c", "a b c"), ("=?", "=?"),
        ("=?utf-8*en?Q?b?=", "b"), ("=?utf-8?X?b?=", "=?utf-8?X?b?="), ("=?utf-8?Q?b", "=?utf-8?Q?b"),
    ]) func encodedWords(_ written: String, _ text: String) {
        #expect(EncodedWords.decode(written) == text)
    }

    @Test(arguments: [
        ("Content-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 =\nau lait=", "Café au lait"),
        ("Content-Transfer-Encoding: base64\n\nQ2Fm\nw6k=\n", "Café"),
        ("Content-Type: text/plain; charset=\"utf-8\"; format=flowed\n\nOne \nline.\nTwo.", "One line.\nTwo."),
        ("\nText\n-- \nJane Roe\nHarbour Wire", "Text"),
        ("Content-Type: text/plain; charset=nonsense\n\nCafé", "Café"),
    ]) func textIsDecoded(_ part: String, _ text: String) throws {
        #expect(try body(part).body.replacing("\r\n", with: "\n").trimmingLines() == text)
    }

    private static func alternative(_ plain: String, _ html: String) -> String {
        """
        Content-Type: multipart/mixed; boundary="out er"

        For old programs.
        --out er
        Content-Type: multipart/alternative; boundary=in

        --in
        Content-Type: text/plain

        \(plain)
        --in
        Content-Type: text/html

        \(html)
        --in--
        --out er
        Content-Type: image/png
        Content-Disposition: attachment; filename="a.png"
        Content-Transfer-Encoding: base64

        AAAA
        --out er
        Content-Type: text/plain
        Content-Disposition: attachment

        A file
        --out er--
        """
    }

    @Test func ofAlternativesTheRicherIsRead() throws {
        let html = try body(Self.alternative("Plain words", "<p>Rich <b>words</b></p>"))
        #expect(html.isHTML)
        #expect(html.body.contains("<b>words</b>"))
        #expect(html.attachments == 2)
        let plain = try body(Self.alternative("A long text that says a lot.", "<p>See above</p>"))
        #expect(!plain.isHTML)
        #expect(plain.body.trimmingLines() == "A long text that says a lot.")
    }

    @Test func aMessageBecomesAnArticle() throws {
        let text =
            "From: Jane Roe <a@b.example>\nSubject: Ferry late\nDate: 7 Jan 2004\n\nFirst paragraph.\n\nSecond one."
        let article = try ArticleReader().read(
            RawDocument(locator: "in.eml", mediaType: .mail, bytes: Array(text.utf8)))
        #expect(article.title == "Ferry late")
        #expect(article.metadata.authors == ["Jane Roe"])
        #expect(article.metadata.published?.description == "2004-01-07")
        #expect(article.text == "First paragraph.\n\nSecond one.")
    }

    /// Found by fuzzing: the parser of pages miscounts them.
    @Test func nullsInAPageAreLeftOut() throws {
        let html = "<p>A word here.</p><p>\u{0}\u{0}\u{8}\u{0}g \u{0}\u{0}nt: attachment; filename</p>"
        let fields = GivenFields(title: "t", body: html, bodyIsHTML: true)
        let article = try ArticleReader().read(
            RawDocument(locator: "in.eml", mediaType: .mail, bytes: [], fields: fields))
        #expect(article.text == "A word here.\n\ng nt: attachment; filename")
    }

    @Test func nestingAndNumbersAreBounded() throws {
        var deep = ""
        for level in 0..<1_000 { deep += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
        #expect(try body(deep + "\ntext").body == "")
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 5_000)
        #expect(try body(many).body.utf8.count < 10_000)
        let broken = try body("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nBroken off")
        #expect(broken.body == "Broken off")
    }

    @Test func mailIsRecognized() {
        func recognizes(_ text: String) -> Bool { MailMessage.recognizes(Array(text.utf8)[...]) }
        #expect(recognizes("Return-Path: <a@b.example>\nReceived: x\n\ntext"))
        #expect(recognizes("From a@b.example Wed Jan  7 10:14:55 2004\nFrom: a\nDate: b\n\ntext"))
        #expect(!recognizes("From: the harbour\n\nA ferry ran late."))
        #expect(!recognizes("<p>From: a\nDate: b\n"))
        #expect(MailMessage(Array("A ferry ran late.".utf8)) == nil)
    }
}

extension String {
    fileprivate func trimmingLines() -> String {
        var part = self[...]
        while let last = part.last, last.isNewline { part.removeLast() }
        return String(part)
    }
}
