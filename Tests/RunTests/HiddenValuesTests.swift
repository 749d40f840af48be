import Testing

@testable import Run

/// What a program says of values from the environment is hidden, wherever it says it.
@Suite struct HiddenValuesTests {
    @Test(arguments: [
        ("the key is hush", "command-error", "the key is ${env:HUSH}"),
        ("hushhush", "command-error", "${env:HUSH}${env:HUSH}"),
    ])
    func aRefusalIsWithoutThem(said: String, code: String, shown: String) throws {
        let outcome = try Commanded(python: "say(a, error='\(said)')").run(1)
        #expect(outcome.refused == ["0 \(code)"] && outcome.reasons == [shown])
    }

    @Test(arguments: [
        "print('hush hush', flush=True)",
        "print('x' * 77 + 'hush', flush=True)",
        "say({'id': 'hush'}, n=1)",
        "say({'id': 'x' * 37 + 'hush'}, n=1)",
        "say(a, n='hush')",
        "say(a, n=1, hush=1)",
        "print('{hush-1', flush=True)",
    ])
    func anAnswerThatIsNoneIsQuotedWithoutThem(script: String) throws {
        let outcome = try Commanded(python: script).run(1)
        #expect(outcome.reasons.count == 1)
        #expect(outcome.reasons.allSatisfy { !$0.contains("hus") }, "\(outcome.reasons)")
    }

    @Test func aReasonToLeaveOutIsWithoutThem() throws {
        let stage = try Commanded(python: "say(a, n=1, drop='it holds hush')") { $0.gives = .filter }
        #expect(try stage.run(1).tally.drops.map(\.reason) == ["it holds ${env:HUSH}"])
    }

    @Test func aMessageThatIsCutInsideOfOneIsWithoutIt() throws {
        let stage = try Commanded(python: "sys.stderr.write('x' * 497 + 'hush\\n')\nsys.stderr.flush()\nsay(a, n=1)")
        _ = try stage.run(1)
        try stage.runner.end(isDone: true)
        #expect(stage.told.all.count == 1 && stage.told.all[0].hasSuffix("x${env:HUSH}"))
    }

    @Test(arguments: [
        ("key", "a key", "a K"), ("ab", "abab", "KK"), ("", "text", "text"),
        ("line one\nline two", "line two", "K"), ("line one\nline two", #"line one\nline two"#, "K"),
        (#"a"b\c"#, #"{"x":"a\"b\\c"}"#, #"{"x":"K"}"#), ("clé", "la clé", "la K"),
    ])
    func aValueIsFoundAsProgramsWriteIt(value: String, text: String, shown: String) {
        #expect(HiddenValues([value: "K"]).hide(in: text) == shown)
    }

    @Test func theLongerOfTwoIsHidden() {
        #expect(HiddenValues(["key": "K", "Bearer key": "A"]).hide(in: "Bearer key, key") == "A, K")
    }

    @Test(arguments: [
        ("x secr", "x K"), ("x se", "x se"), ("x clé\u{FFFD}", "x L"), ("secret and more", "K and more"),
    ])
    func whatIsCutInsideOfAValueIsHidden(text: String, shown: String) {
        #expect(HiddenValues(["secret": "K", "cléé": "L"]).hide(in: text, isCut: true) == shown)
    }
}
