public import Documents

/// An example of a stage at work: documentation, and a test.
public struct StageExample: Sendable {
    /// What it shows, as a phrase.
    public let title: String
    /// The options as in a definition's `with`, for example `sentences: 2`; empty for the defaults.
    public let options: String
    /// The locator of the input document, for example `example.txt`; its suffix tells the media type.
    public let locator: String
    /// The input: for a stage that takes raw documents their bytes, for one that takes articles a headline and
    /// paragraphs separated by blank lines. Several documents are separated by lines `---`.
    public let input: String
    /// Layers that the input carries.
    public let layers: @Sendable (Article) -> [any LayerSet]
    /// What comes out, a line of JSON a document; nothing for a document that is filtered. For a sink lines of what it
    /// writes, all of them or some that stand together.
    public let output: String

    /// The options as a YAML flow mapping, `{ sentences: 2 }`; nil for the defaults.
    public var optionMapping: String? {
        options.isEmpty ? nil : options.hasPrefix("{") ? options : "{ \(options) }"
    }

    /// The input documents.
    public var inputs: [String] {
        input.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "---")
            .map { $0.joined(separator: "\n") }
    }

    /// Declares an example.
    public init(
        _ title: String, options: String = "", locator: String = "example.txt", input: String,
        layers: @escaping @Sendable (Article) -> [any LayerSet] = { _ in [] }, output: String
    ) {
        self.title = title
        self.options = options
        self.locator = locator
        self.input = input
        self.layers = layers
        self.output = output
    }
}
