import Testing

@testable import Documents

/// Identities and digests are kept in what was published: they must not change from version to version.
@Suite struct IdentityTests {
    private func id(_ locator: String, _ text: String) -> DocumentID {
        RawDocument(locator: locator, mediaType: .plainText, bytes: Array(text.utf8)).id
    }

    /// The vectors of the empty input are XXH3's own (xxHash 0.8).
    @Test func digestsStayWhatTheyAre() {
        #expect(Digest(of: "").description == "99aa06d3014798d86001c324468d497f")
        #expect(Digest(of: []) == Digest(of: ""))
        #expect(Digest(of: "galley").description == "45d229eab1cb183f6ad9215173165aad")
        #expect(Digest(of: "galley", seed: 1).description == "7a47345e1823f16b200817b2b735fe55")
        #expect(Digest(of: Array("galley".utf8)) == Digest(of: "galley"))
        let hash = [UInt8]().withUnsafeBytes { Digest.hash64($0) }
        #expect(hash == 0x2D06_8005_38D3_94C2)
    }

    @Test func aDigestIsWrittenInThirtyTwoDigits() {
        #expect(Digest(high: 1, low: 0xAB).description == "000000000000000100000000000000ab")
        #expect(Digest(high: .max, low: 0).description == "ffffffffffffffff0000000000000000")
    }

    @Test func anIdentityStaysWhatItIs() {
        #expect(id("a.txt", "One.").description == "320b25ec7f2a352b60d05a13b6bd7c0b")
        #expect(
            DocumentID(parent: id("a.txt", "One."), stage: "split", index: 0).description
                == "88197a4e084c454389fb0851e29fc49f")
    }

    @Test func placeAndBytesMakeTheIdentity() {
        #expect(id("a.txt", "One.") == id("a.txt", "One."))
        let others = [id("a.txt", "One."), id("b.txt", "One."), id("a.txt", "one."), id("", "One."), id("a.txt", "")]
        #expect(Set(others).count == others.count)
        // The rest of what is known doesn't count.
        let other = RawDocument(locator: "a.txt", mediaType: .html, charset: "utf-16", bytes: Array("One.".utf8))
        #expect(other.id == id("a.txt", "One."))
    }

    @Test func childrenAreToldApartByParentStageAndIndex() {
        var children: Set<DocumentID> = []
        for parent in [id("a.txt", "One."), id("b.txt", "One.")] {
            for stage in ["split", "other", "split/1"] {
                for index in [0, 1, 10] { children.insert(DocumentID(parent: parent, stage: stage, index: index)) }
            }
        }
        #expect(children.count == 18)
        #expect(!children.contains(id("a.txt", "One.")))
    }

    @Test func anArticleKeepsTheIdentityOfWhatWasRead() {
        let raw = RawDocument(locator: "a.txt", mediaType: .plainText, bytes: [65])
        #expect(Article(raw: raw, metadata: ArticleMetadata(), blocks: [(.paragraph, "B")]).id == raw.id)
    }
}
