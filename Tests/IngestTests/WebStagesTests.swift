import Documents
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Ingest

@Suite struct WebStagesTests {
    private func problems(_ feeds: [String], userAgent: String? = nil) -> [String] {
        var configuration = IngestFeed.Configuration()
        configuration.feeds = feeds
        configuration.userAgent = userAgent
        return configuration.problems.map { "\($0.option) \($0.place) \($0.isWarning ? "warns" : "fails")" }
    }

    @Test func whatIsNoAddressOfAFeedIsToldAtItsPlace() {
        #expect(problems(["https://example.org/a", "http://example.org/b"]).isEmpty)
        #expect(problems([]) == ["feeds value fails"])
        #expect(
            problems(["https://a.org/", "feed.xml", "https://a.org/"]) == [
                "feeds element(1) fails", "feeds element(2) warns",
            ])
        #expect(problems(["https://a.org/"], userAgent: "a\r\nCookie: b") == ["user-agent value fails"])
        #expect(problems(["https://a.org/"], userAgent: " ") == ["user-agent value fails"])
    }

    @Test func withoutPermissionNobodyIsAsked() throws {
        let server = try WebServer { _ in .text("private") }
        let harness = try StageHarness(IngestPage.self, IngestPage.Configuration())
        let entry = { (url: String?) in
            RawDocument(
                locator: server.url("/feed#1"), mediaType: MediaType("application/rss+xml"), bytes: [1],
                fields: GivenFields(title: "One", body: "", url: url))
        }
        let result = try harness.run([entry(server.url("/")), entry(nil), entry("mailto:a@b.org")])
        #expect(result.rejected.map(\.reason.code) == ["not-permitted", "without-address", "without-address"])
        var configuration = IngestFeed.Configuration()
        configuration.feeds = [server.url("/feed")]
        let feed = try StageHarness(IngestFeed.self, configuration).read()
        #expect(feed.documents(RawDocument.self).isEmpty && feed.rejected.isEmpty && server.received.isEmpty)
    }

    @Test func sitesAreToldWhoAsks() {
        #expect(WebOptions().presentation(of: "galley/1") == "galley/1")
        #expect(WebOptions(contact: "https://a.org").presentation(of: "galley/1") == "galley/1 (+https://a.org)")
        #expect(WebOptions(userAgent: "wire", contact: "me@a.org").presentation(of: "galley/1") == "wire (+me@a.org)")
    }
}
