public import JSON

/// A layer that can be read from the JSON that it writes, so that it can come from another program.
public protocol ReadableLayer: Layer {
    /// Makes the layer of JSON as ``Layer/write(to:article:)`` writes it, or of less where that is enough. Whether ranges
    /// lie in a text isn't looked at.
    /// - Throws: ``LayerProblem`` that tells what was expected.
    init(json: JSONValue) throws(LayerProblem)

    /// The same layer with its ranges changed: checked, or counted in another unit.
    func placed(_ place: (ByteRange) throws(LayerProblem) -> ByteRange) throws(LayerProblem) -> Self
}

extension ReadableLayer {
    /// It has no ranges.
    public func placed(_ place: (ByteRange) throws(LayerProblem) -> ByteRange) throws(LayerProblem) -> Self {
        self
    }
}

/// What is wrong with the JSON of a layer.
public struct LayerProblem: Error, Sendable, Equatable {
    /// What was expected and what was found, as a phrase.
    public let message: String

    /// Tells a problem.
    public init(_ message: String) { self.message = message }

    /// Tells what was expected in the place of a value.
    public init(expected: String, found: JSONValue?) {
        self.init("expected \(expected), found \(found.map(\.phrase) ?? "nothing")")
    }
}

/// How a layer is made of JSON, whatever its type.
package struct LayerReader: Sendable {
    /// Makes the layer; `place` takes its ranges, checks them, and gives them in bytes.
    package let layer:
        @Sendable (JSONValue, (ByteRange) throws(LayerProblem) -> ByteRange) throws(LayerProblem) -> any LayerSet

    init(_ type: any ReadableLayer.Type) {
        layer = { json, place throws(LayerProblem) in try Self.read(type, json, place) }
    }

    private static func read<L: ReadableLayer>(
        _ type: L.Type, _ json: JSONValue, _ place: (ByteRange) throws(LayerProblem) -> ByteRange
    ) throws(LayerProblem) -> any LayerSet {
        let layer = try L(json: json)
        return try layer.placed(place)
    }

    /// Makes a value of a definition's own; `null` is a value that isn't known.
    init(named name: String, _ type: FieldType) {
        layer = { json, _ throws(LayerProblem) in
            NamedValue(name: name, value: try FieldValue(json: json, type))
        }
    }
}

extension FieldValue {
    /// A value of a type; `null` is one that isn't known.
    package init(json: JSONValue, _ type: FieldType) throws(LayerProblem) {
        if json == .null {
            self = .absent
            return
        }
        let value: FieldValue? =
            switch type {
            case .text: json.text.map { .text($0) }
            case .number: json.number.map { .number($0) }
            case .flag: json.flag.map { .flag($0) }
            case .texts: json.texts.map { .texts($0) }
            }
        guard let value else { throw LayerProblem(expected: type.phrase, found: json) }
        self = value
    }
}

extension FieldType {
    fileprivate var phrase: String {
        switch self {
        case .text: "a text"
        case .texts: "a list of texts"
        case .number: "a number"
        case .flag: "true or false"
        }
    }
}

extension JSONValue {
    /// The texts of an array of texts; nil for other values.
    package var texts: [String]? {
        guard case .array(let elements) = self else { return nil }
        let texts = elements.compactMap(\.text)
        return texts.count == elements.count ? texts : nil
    }

    /// What it is, for a message: short.
    fileprivate var phrase: String {
        switch self {
        case .null: "null"
        case .flag(let flag): "\(flag)"
        case .integer(let number): "the number \(number)"
        case .number(let number): "the number \(number)"
        case .text(let text): text.utf8.count <= 40 ? "the text '\(text)'" : "the text '\(text.prefix(30))…'"
        case .array(let elements): elements.isEmpty ? "an empty list" : "a list"
        case .object: "an object"
        }
    }

    /// A range, written `[start, end]`.
    fileprivate func range() throws(LayerProblem) -> ByteRange {
        guard elements.count == 2, let lower = elements[0].integer, let upper = elements[1].integer, lower >= 0,
            lower <= upper, upper <= Int(Int32.max)
        else { throw LayerProblem(expected: "a range [start, end]", found: self) }
        return ByteRange(lower, upper)
    }

    /// Ranges, written `[[start, end], …]`.
    fileprivate func ranges() throws(LayerProblem) -> [ByteRange] {
        guard case .array(let elements) = self else {
            throw LayerProblem(expected: "a list of ranges [start, end]", found: self)
        }
        var ranges: [ByteRange] = []
        ranges.reserveCapacity(elements.count)
        for element in elements { ranges.append(try element.range()) }
        return ranges
    }
}

extension [ByteRange] {
    fileprivate func placed(
        _ place: (ByteRange) throws(LayerProblem) -> ByteRange
    ) throws(LayerProblem) -> [ByteRange] {
        var placed: [ByteRange] = []
        placed.reserveCapacity(count)
        for range in self { placed.append(try place(range)) }
        return placed
    }
}

extension Language: ReadableLayer {
    /// Reads `{"code", "confidence"}`, where the confidence may be left out, or the code alone.
    public init(json: JSONValue) throws(LayerProblem) {
        guard let code = json.text ?? json["code"]?.text, !code.isEmpty else {
            throw LayerProblem(expected: "a language code, or an object with 'code'", found: json)
        }
        let confidence = json["confidence"]
        guard let number = confidence == nil ? 1 : confidence?.number, (0...1).contains(number) else {
            throw LayerProblem(expected: "a 'confidence' of 0 to 1", found: confidence)
        }
        self.init(code: code, confidence: number)
    }
}

extension Sentences: ReadableLayer {
    /// Reads `[[start, end], …]`, in order.
    public init(json: JSONValue) throws(LayerProblem) {
        let ranges = try json.ranges()
        for (first, second) in zip(ranges, ranges.dropFirst()) where second.lower < first.upper {
            throw LayerProblem(
                "expected sentences in order, found [\(second.lower), \(second.upper)] after "
                    + "[\(first.lower), \(first.upper)]")
        }
        self.init(ranges)
    }

    /// The sentences with their ranges changed.
    public func placed(
        _ place: (ByteRange) throws(LayerProblem) -> ByteRange
    ) throws(LayerProblem) -> Sentences { Sentences(try ranges.placed(place)) }
}

extension Keyphrases: ReadableLayer {
    /// Reads `[{"text", "score", "occurrences"}, …]`, where score and occurrences may be left out, or texts alone.
    public init(json: JSONValue) throws(LayerProblem) {
        guard case .array(let elements) = json else { throw LayerProblem(expected: "a list of phrases", found: json) }
        var phrases: [Phrase] = []
        phrases.reserveCapacity(elements.count)
        for element in elements {
            guard let text = element.text ?? element["text"]?.text, !text.isEmpty else {
                throw LayerProblem(expected: "a phrase, or an object with 'text'", found: element)
            }
            let score = element["score"]
            guard let number = score == nil ? 1 : score?.number else {
                throw LayerProblem(expected: "a number as 'score'", found: score)
            }
            let places = try element["occurrences"]?.ranges() ?? []
            phrases.append(Phrase(text: text, score: number, occurrences: places))
        }
        self.init(phrases)
    }

    /// The phrases with their occurrences changed.
    public func placed(
        _ place: (ByteRange) throws(LayerProblem) -> ByteRange
    ) throws(LayerProblem) -> Keyphrases {
        var placed: [Phrase] = []
        placed.reserveCapacity(phrases.count)
        for phrase in phrases {
            placed.append(
                Phrase(text: phrase.text, score: phrase.score, occurrences: try phrase.occurrences.placed(place)))
        }
        return Keyphrases(placed)
    }
}

extension Summary: ReadableLayer {
    /// Reads `{"sentences", "method"}`, where the method may be left out; the text is what the sentences say.
    public init(json: JSONValue) throws(LayerProblem) {
        guard let sentences = json["sentences"] else {
            throw LayerProblem(expected: "an object with 'sentences'", found: json)
        }
        self.init(sentences: try sentences.ranges(), method: json["method"]?.text ?? "command")
    }

    /// The summary with its sentences changed.
    public func placed(
        _ place: (ByteRange) throws(LayerProblem) -> ByteRange
    ) throws(LayerProblem) -> Summary { Summary(sentences: try sentences.placed(place), method: method) }
}

extension Statistics: ReadableLayer {
    /// Reads `{"words", "sentences", "paragraphs", "characters", "readingSeconds"}`; what is left out is 0.
    public init(json: JSONValue) throws(LayerProblem) {
        guard case .object = json else { throw LayerProblem(expected: "an object of counts", found: json) }
        func count(_ name: String) throws(LayerProblem) -> Int {
            guard let value = json[name] else { return 0 }
            guard let number = value.integer, number >= 0 else {
                throw LayerProblem(expected: "a whole number as '\(name)'", found: value)
            }
            return number
        }
        self.init(
            words: try count("words"), sentences: try count("sentences"), paragraphs: try count("paragraphs"),
            characters: try count("characters"), readingSeconds: try count("readingSeconds"))
    }
}
