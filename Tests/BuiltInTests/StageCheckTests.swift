import BuiltIn
import Documents
import Foundation
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Ingest

/// What every stage type must hold, asked of all that ship.
///
/// `GALLEY_CHECK_DOCUMENTS=100000` measures memory on as many documents: `make check-stages`.
@Suite(.serialized) struct StageCheckTests {
    private static let stageTypes = builtInPlugins.flatMap { $0.stageTypes }
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static let working = stageTypes.filter { $0.descriptor.shape != .source }.map { $0.name }
    static let sources = stageTypes.filter { $0.descriptor.shape == .source }.map { $0.name }

    @Test(arguments: working) func aStageTypeThatTakesDocumentsIsAsItShouldBe(name: String) throws {
        let type = try #require(Self.stageTypes.first { $0.name == name })
        #expect(Self.findings(type) == [])
    }

    private static func findings<S: StageType>(_ type: S.Type) -> [StageFinding] { checkStage(type) }

    /// A source needs something to read, so each is named here.
    @Test func everySourceIsChecked() { #expect(Self.sources == ["ingest.feed", "ingest.files"]) }

    @Test(arguments: ["seeds/**", "seeds/texts", "Tests/Gallery/articles/**"]) func filesAreReadAsTheyShouldBe(
        path: String
    ) {
        var configuration = IngestFiles.Configuration()
        configuration.paths = ["\(Self.project)/\(path)"]
        #expect(checkStage(IngestFiles.self, configuration) == [])
    }

    /// The usual documents state no address, so that nothing was fetched for them.
    @Test func pagesAreFetchedAsTheyShouldBe() throws {
        let server = try WebServer { request in
            request.target == "/robots.txt" || request.target == "/4"
                ? .missing : .text("<title>\(request.target)</title><p>A page.")
        }
        let entries = (1...5).map { number in
            RawDocument(
                locator: "feed#\(number)", mediaType: .unknown, bytes: [UInt8(number)],
                fields: GivenFields(body: "", url: server.url("/\(number)")))
        }
        var configuration = IngestPage.Configuration()
        configuration.delay = TimeSpan(milliseconds: 0)
        configuration.retries = 0
        var allowance = Allowance()
        allowance.reaches = [.network, .privateAddresses]
        let findings = checkStage(
            IngestPage.self, configuration, on: entries, allowing: allowance)
        // The server, which is in this process, keeps what it was asked.
        #expect(findings.filter { $0.check != .memory } == [])
        #expect(server.targets.contains("/5"))
    }

    @Test func feedsAreReadAsTheyShouldBe() throws {
        let entries = (1...5).map { "<item><title>Item \($0)</title><link>https://example.org/\($0)</link></item>" }
        let feed = "<rss version=\"2.0\"><channel><title>News</title>\(entries.joined())</channel></rss>"
        let server = try WebServer { request in
            request.target == "/robots.txt" ? .missing : .text(feed, "application/rss+xml")
        }
        var configuration = IngestFeed.Configuration()
        configuration.feeds = [server.url("/feed.xml")]
        configuration.delay = TimeSpan(milliseconds: 0)
        var allowance = Allowance()
        allowance.reaches = [.network, .privateAddresses]
        #expect(checkStage(IngestFeed.self, configuration, allowing: allowance) == [])
    }
}
