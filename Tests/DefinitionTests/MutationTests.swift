import Definition
import Diagnostics
import TestRandom
import Testing

/// Random changes of a good definition: never a crash, and never silence about something that can't be read.
@Suite struct MutationTests {
    private static let good = """
        # A digest: 日報
        galley: 1
        name: news-digest
        parameters:
          input:  { type: path, default: seeds, description: "where – articles are" }
          output: { type: path, default: build/digest }
          languages: [en, "fr"]
        x-front: &front { on-error: quarantine, with: { a: 1 } }
        stages:
          read:    { uses: ingest.files, with: { paths: ["${input}/**"] } }
          article: { <<: *front, uses: normalize.article, from: read }
          short:
            uses: summarize.extractive
            from: [article]
            when: { language: "${languages}", words: { at-least: 1_000, not: 1500 } }
          pages:   { uses: publish.markdown, from: [article, short], combine: join, with: { note: '$${x}${env:A:-b}' } }
        tests:
          - name: |
              a case
            input: { source: a.txt, text: b }
            set: { languages: [en] }
            expect: { short: { documents: [{ title: A }], words: { at-most: 3, not: 2 } }, read: 1 }
        """

    @Test func aMutatedDefinitionIsReadOrRefused() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let good = Array(Self.good.utf8)
        for round in 0..<3000 {
            var bytes = good
            for _ in 0...random.below(3) { Self.mutate(&bytes, &random) }
            let file = SourceFile(path: "a.yaml", bytes: bytes)
            let (definition, diagnostics) = DefinitionReader.read(file)
            let context: Comment = "seed \(seed), round \(round):\n\(String(decoding: bytes, as: UTF8.self))"
            #expect(definition != nil || diagnostics.hasErrors, context)
            let rendered = TerminalRenderer(width: 80).render(diagnostics)
            #expect(rendered.isEmpty == diagnostics.isEmpty, context)
            for location in diagnostics.flatMap({ [$0.location] + $0.notes.map(\.location) }) {
                guard let range = location?.range else { continue }
                #expect(range.start >= 0 && range.end <= bytes.count && range.start <= range.end, context)
            }
            for stage in definition?.stages ?? [] {
                #expect(stage.id.range.end <= bytes.count, context)
                let written = file.text(in: stage.id.range)
                #expect(written.contains(stage.id.value) || written.hasPrefix("*"), context)
            }
        }
    }

    private static let pieces = [
        "\"", "'", "[", "]", "{", "}", ":", ": ", "- ", "\n", "\n  ", "\t", "&a ", "*front", "<<: ", "${", "}", "$${",
        "!!str ", "!x ", "|", ">", "#", "~", "---\n", "\\", "\u{0}", "\u{FEFF}", "日", "\r", "? ", ",", "%YAML 1.1\n",
        "@",
    ].map { Array($0.utf8) }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        let start = random.below(bytes.count + 1)
        let end = min(bytes.count, start + random.below(12))
        switch random.below(6) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: start)
        case 2: bytes.replaceSubrange(start..<end, with: pieces[random.below(pieces.count)])
        case 3: bytes.insert(contentsOf: Array(bytes[start..<end]), at: random.below(bytes.count + 1))
        case 4: bytes.removeSubrange(start...)
        default: if start < bytes.count { bytes[start] = UInt8(random.below(256)) }
        }
        if bytes.isEmpty { bytes = [0x61] }
    }
}
