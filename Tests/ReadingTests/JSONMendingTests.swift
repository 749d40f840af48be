import JSON
import Testing

@testable import Reading

@Suite struct JSONMendingTests {
    private func names(_ source: String) -> [String?] {
        JSONMending.values(of: Array(source.utf8)[...], maximumDepth: 32).map { $0["name"]?.text }
    }

    @Test(arguments: [
        #"{"name":"a"}"#, #"<![CDATA[ {"name":"a"} ]]>"#, #"//<![CDATA["# + "\n" + #"{"name":"a"}"# + "\n//]]>",
        #"<!-- {"name":"a"} -->"#, #"{"name":"a",}"#, #"{"name":"a","list":[1,2,],}"#, "\u{FEFF}{\"name\":\"a\"};",
        "{\n// the name\n\"name\":\"a\" /* it is */}",
    ]) func whatWasMeantIsRead(_ source: String) { #expect(names(source) == ["a"]) }

    @Test func lineBreaksInTextsAreSpaces() { #expect(names("{\"name\":\"a\nb\"}") == ["a b"]) }

    @Test func commasAndSlashesInTextsStay() { #expect(names(#"{"name":"a,] // b",}"#) == ["a,] // b"]) }

    @Test func valuesOneAfterTheOtherAreSeveral() { #expect(names(#"{"name":"a"}{"name":"b"}"#) == ["a", "b"]) }

    @Test(arguments: ["", "no JSON", "{", "}", "][", #"{"name": a "quoted" word}"#, "<![CDATA[", "/*", "{\"a"])
    func whatCannotBeMendedIsPassedOver(_ source: String) { #expect(names(source).isEmpty) }
}

@Suite struct EscapedTextTests {
    @Test(arguments: [
        ("Spider&#039;s web", "Spider's web"), ("A <b>bold</b> claim", "A bold claim"),
        ("Q&A; all of it", "Q&A; all of it"),
        ("Fish & chips", "Fish & chips"), ("1 < 2", "1 < 2"), ("caf&eacute;", "café"), ("", ""),
    ]) func textIsAsPeopleMeanIt(_ text: String, _ clean: String) { #expect(EscapedText.clean(text) == clean) }
}
