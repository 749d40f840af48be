import Foundation
import TestSupport
import Testing

/// The sample corpus is read as its expected results say, by the pipelines that ship.
@Suite struct SeedsTests {
    @Test func articlesAreReadAsExpected() throws {
        let run = try SeedsRun("clean")
        #expect(run.result.code == 2, "\(run.result.messages)")
        let lines = try PublishedLine.read(run.path("articles.jsonl"))
        let published = Dictionary(uniqueKeysWithValues: lines.map { ($0.place, $0) })
        let expected = try ExpectedDocument.all()
        let readable = expected.filter { $0.value.quarantine == nil }
        #expect(readable.count >= 46)
        #expect(Set(published.keys) == Set(readable.keys))
        for (place, want) in readable.sorted(by: { $0.key < $1.key }) {
            guard let line = published[place] else { continue }
            #expect(line.title == want.title, "\(place)")
            #expect(line.body == want.body, "\(place)")
            #expect(line.subtitle == want.subtitle, "\(place)")
            #expect(line.authors == want.authors ?? [], "\(place)")
            #expect(line.published == want.published, "\(place)")
            #expect(line.site == want.site, "\(place)")
            #expect(line.url == want.url, "\(place)")
            #expect(line.dateline == want.dateline, "\(place)")
            #expect(line.captions == want.captions ?? [], "\(place)")
            if let declared = line.declaredLanguage {
                #expect(declared.prefix { $0 != "-" } == want.language ?? "", "\(place)")
            }
            // What was moved aside is what was meant to go.
            if place.hasPrefix("texts/") { #expect(Set(line.asides).isSubset(of: want.dropped ?? []), "\(place)") }
        }
    }

    @Test func oldEncodingsAreToldApart() throws {
        let run = try SeedsRun("clean")
        let charsets = try PublishedLine.read(run.path("articles.jsonl")).filter { $0.charset != "utf-8" }
        #expect(
            Dictionary(uniqueKeysWithValues: charsets.map { ($0.place, $0.charset) }) == [
                "pages/cooperativa-compra-molino-valdorrea.html": "windows-1252",
                "pages/gold-cup-stolen-tarn-museum.html": "windows-1252",
                "texts/cafe-pavement-charge.txt": "windows-1252",
                "texts/hochwasserschutz-luenzig.txt": "windows-1252",
                "texts/phoques-baie-eloin.txt": "utf-16le",
            ])
    }

    @Test func brokenFilesAreKeptWholeWithTheReason() throws {
        let run = try SeedsRun("clean")
        let index = try run.lines(".galley/quarantine/clean/index.jsonl", as: QuarantinedLine.self)
        let expected = try ExpectedDocument.all().compactMapValues(\.quarantine)
        #expect(expected.count == 3)
        #expect(
            Dictionary(uniqueKeysWithValues: index.map { ($0.source.dropFirst("seeds/".count), $0.code) })
                == Dictionary(uniqueKeysWithValues: expected.map { ($0.key[...], $0.value) }))
        for entry in index {
            let kept = try Data(contentsOf: URL(fileURLWithPath: run.path(".galley/quarantine/clean/" + entry.file)))
            #expect(try kept == Data(contentsOf: URL(fileURLWithPath: Program.project + "/" + entry.source)))
            #expect(!entry.reason.isEmpty)
        }
    }

    @Test func duplicatesAreLeftOutAndNothingElse() throws {
        let run = try SeedsRun("digest")
        let expected = try ExpectedDocument.all()
        let duplicates = expected.compactMapValues(\.duplicateOf)
        #expect(duplicates.count == 3)
        let dropped = try run.lines(".galley/dropped/digest.jsonl", as: DroppedLine.self)
        #expect(
            Dictionary(uniqueKeysWithValues: dropped.map { ($0.source, $0.inFavourOf) })
                == Dictionary(uniqueKeysWithValues: duplicates.map { ("seeds/" + $0.key, "seeds/" + $0.value) }))
        for line in dropped { #expect(line.code == "near-duplicate" && (0.7..<1).contains(line.similarity)) }
        let published = try PublishedLine.read(run.path("articles.jsonl")).map(\.place)
        let wanted = expected.filter { $0.value.quarantine == nil && $0.value.duplicateOf == nil }
        #expect(published.sorted() == wanted.keys.sorted())
    }

    @Test func everyArticleIsAnnotatedAndSummarised() throws {
        let run = try SeedsRun("digest")
        let expected = try ExpectedDocument.all()
        for line in try PublishedLine.read(run.path("articles.jsonl")) {
            #expect(line.language?.code == expected[line.place]?.language, "\(line.place)")
            let summary = try #require(line.summary)
            #expect(summary.sentences.count == 3, "\(line.place)")
            #expect(summary.sentences.map { $0[0] } == summary.sentences.map { $0[0] }.sorted())
            #expect(summary.sentences.map { line.bytes($0[0], $0[1]) }.joined(separator: " ") == summary.text)
            #expect(Set(line.sentences ?? []).isSuperset(of: summary.sentences), "\(line.place)")
            #expect(line.keyphrases?.count == 10, "\(line.place)")
            #expect(line.statistics.map { $0.words > 100 } == true, "\(line.place)")
        }
    }

    @Test func everyArticleHasItsPageAndItsPlaceInTheDigest() throws {
        let run = try SeedsRun("digest")
        let lines = try PublishedLine.read(run.path("articles.jsonl"))
        let pages = try contents(of: run.path("articles")).filter { $0.key.hasSuffix(".md") }
        #expect(pages.count == lines.count)
        let digest = try String(contentsOfFile: run.path("digest.html"), encoding: .utf8)
        for line in lines {
            let title = try #require(line.title)
            let escapes = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]
            let shown = escapes.reduce(title) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
            #expect(digest.contains(">\(shown)</"), "\(line.place)")
            if let url = line.url { #expect(digest.contains("href=\"\(url)\""), "\(line.place)") }
            let page = pages.values.first { String(decoding: $0, as: UTF8.self).contains("id: \"\(line.id)\"") }
            #expect(page != nil, "\(line.place)")
        }
        // One file that needs nothing else.
        for outside in ["<script", "<link", "src=\"http", "@import", "url("] { #expect(!digest.contains(outside)) }
    }

    @Test func branchesPartAndMeetAgain() throws {
        let run = try SeedsRun("branches")
        let all = try PublishedLine.read(run.path("articles.jsonl"))
        let foreign = try PublishedLine.read(run.path("foreign.jsonl"))
        let expected = try ExpectedDocument.all().filter { $0.value.quarantine == nil }
        #expect(all.map(\.place).sorted() == expected.keys.sorted())
        #expect(foreign.map(\.place).sorted() == expected.filter { $0.value.language != "en" }.keys.sorted())
        for line in all {
            let isEnglish = expected[line.place]?.language == "en"
            let words = try #require(line.statistics?.words)
            #expect((line.keyphrases != nil) == isEnglish, "\(line.place)")
            #expect((line.summary != nil) == (isEnglish && words >= 300), "\(line.place)")
        }
        #expect(all.contains { $0.summary == nil && $0.keyphrases != nil })
    }
}
