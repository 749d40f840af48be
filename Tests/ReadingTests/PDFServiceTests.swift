import Documents
import TestArchives
import Testing

@testable import Reading

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// PDF documents that are read in a process of its own.
@Suite struct PDFServiceTests {
    private static let document = PDFMaker.document("A ferry ran late.", title: "Ferry late", author: "Jane Roe")

    init() {
        // As the program does: what writes to a process that has ended isn't to end itself.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Why a document can't be read by a process that runs a line of shell.
    private func failure(_ line: String, limit: Duration = .seconds(60)) throws -> String {
        let service = PDFService("/bin/sh", ["-c", line], timeLimit: limit)
        let error = #expect(throws: ReadingError.self) { try service.read(Self.document) }
        #expect(error?.code == "pdf")
        return try #require(error).message
    }

    @Test func anAnswerSaysWhatReadingSays() throws {
        let line = PDFAnswer(reading: Self.document).hexadecimal
        let draft = try #require(try PDFAnswer(hexadecimal: line)?.draft())
        let expected = try PDFReader.read(Self.document)
        #expect(draft.metadata == expected.metadata)
        #expect(draft.blocks.map(\.text) == ["A ferry ran late."])
        #expect(draft.blocks.map(\.kind) == expected.blocks.map(\.kind))
    }

    @Test func anAnswerSaysWhyThereIsNoText() throws {
        let line = PDFAnswer(reading: [37, 80]).hexadecimal
        let expected = #expect(throws: ReadingError.self) { try PDFReader.read([37, 80]) }
        #expect(throws: try #require(expected)) { try PDFAnswer(hexadecimal: line)?.draft() }
    }

    @Test(arguments: ["", "0", "0g", "01", "010203", "00", "0001"]) func whatIsNoAnswerIsNone(_ line: String) throws {
        #expect(try PDFAnswer(hexadecimal: line.utf8)?.draft() == nil)
    }

    @Test func aProcessThatEndsIsToldOfTheDocument() throws {
        #expect(try failure("kill -SEGV $$").hasSuffix("it ended by signal 11 (Segmentation fault)"))
        #expect(try failure("exit 3").hasSuffix("it ended by exit code 3"))
    }

    @Test func aProcessThatHangsIsEnded() throws {
        #expect(try failure("sleep 600", limit: .seconds(1)).hasSuffix("it takes longer than 1 s"))
    }

    @Test func whatIsNoAnswerIsTold() throws {
        #expect(try failure("echo hello; sleep 600").hasSuffix("it can't be understood"))
        let service = PDFService("/nowhere/at/all", [])
        #expect(throws: ReadingError.self) { try service.read(Self.document) }
    }

    /// What comes after something else may be the answer of the document before: such a process isn't asked again.
    @Test func aProcessThatSaysSomethingElseIsAskedNoFurther() throws {
        let answer = String(decoding: PDFAnswer(reading: Self.document).hexadecimal, as: UTF8.self)
        let service = PDFService("/bin/sh", ["-c", "head -c 9 > /dev/null; echo note; echo \(answer); sleep 600"])
        for _ in 1...2 {
            let error = #expect(throws: ReadingError.self) { try service.read(Self.document) }
            #expect(error?.message.hasSuffix("it can't be understood") == true)
        }
    }

    /// One process reads several documents; the next one comes after it has failed.
    @Test func aProcessLivesOn() throws {
        let answer = String(decoding: PDFAnswer(reading: Self.document).hexadecimal, as: UTF8.self)
        let count = 8 + Self.document.count
        let line = "for i in 1 2; do head -c \(count) > /dev/null; echo \(answer); done; kill -SEGV $$"
        let service = PDFService("/bin/sh", ["-c", line])
        for _ in 1...2 { #expect(try service.read(Self.document).metadata.title == "Ferry late") }
        #expect(throws: ReadingError.self) { try service.read(Self.document) }
        #expect(try service.read(Self.document).metadata.title == "Ferry late")
    }
}
