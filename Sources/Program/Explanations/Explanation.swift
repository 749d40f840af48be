internal import Diagnostics

/// What a diagnostic's code means: the reference that `galley check --explain` and `docs/diagnostics.md` print, and that
/// the tests hold the program to.
struct Explanation: Sendable {
    /// The code, which stays the same when messages change.
    let code: String
    /// How bad it is, unless `--strict` is given.
    let severity: Severity
    /// What is wrong, in a few words.
    let title: String
    /// Why that is so, and what can be done. Markdown in paragraphs.
    let text: String
    /// A definition that gives this code and no other, and the same one mended; nil where it takes a file that can't be
    /// shown.
    let example: Example?

    struct Example: Sendable {
        let bad: String
        let mended: String
    }

    /// Explains an error.
    static func error(_ code: String, _ title: String, _ text: String, _ example: Example? = nil) -> Explanation {
        Explanation(code: code, severity: .error, title: title, text: text, example: example)
    }

    /// Explains a warning.
    static func warning(_ code: String, _ title: String, _ text: String, _ example: Example? = nil) -> Explanation {
        Explanation(code: code, severity: .warning, title: title, text: text, example: example)
    }

    /// All of them, sorted by code.
    static let all = (yaml + definition + includes + parameters + options + graph + conditions + outside + tests).sorted
    {
        $0.code < $1.code
    }
}

extension Explanation.Example {
    /// A small definition that is right: what examples change in one place.
    static let front = """
        galley: 1
        name: example
        stages:
          read: { uses: ingest.files, with: { paths: [articles] } }
          article: { uses: normalize.article, from: read }
          lines: { uses: publish.jsonl, from: article, with: { path: build/a.jsonl } }

        """

    /// The small definition with one place changed: what is written there, and what a wrong one has instead.
    static func front(_ right: String, becomes wrong: String) -> Self {
        Self(bad: front.replacing(right, with: wrong), mended: front)
    }

    /// The small definition with lines added at its end: the wrong ones, and the right ones.
    static func front(with wrong: String, mended right: String) -> Self {
        Self(bad: front + wrong, mended: front + right)
    }

    /// A definition of one's own with one place changed.
    static func whole(_ mended: String, _ right: String, becomes wrong: String) -> Self {
        Self(bad: mended.replacing(right, with: wrong), mended: mended)
    }
}
