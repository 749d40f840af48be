package import Documents
public import JSON
internal import StageKit

/// A document as it is at the stage that is looked at.
public struct PreviewedDocument: Sendable {
    private let content: any BatchContent
    private let index: Int
    private let form: FormType?

    init(_ content: any BatchContent, _ index: Int, form: FormType?) {
        self.content = content
        self.index = index
        self.form = form
    }

    /// What was read at the source.
    package var raw: RawDocument { content.raw(at: index) }

    /// The document as an article; nil for other forms.
    package var article: Article? { (content as? DocumentBatch<Article>)?.documents[index] }

    /// Whether it is as it was read.
    package var isRaw: Bool { content is DocumentBatch<RawDocument> }

    /// The fields that conditions can ask for, of a form that nothing more is known of.
    package var fields: [(name: String, value: FieldValue)] {
        (form?.fields.keys.sorted() ?? []).map { ($0, content.values(of: .form($0))(index)) }
    }

    /// The layers by name, each as the value that it writes; none where there is no article to quote.
    package var layers: [JSONMember] {
        guard let article else { return [] }
        var json = JSONWriter()
        json.object { article.layers.write(to: &$0, article: article) }
        return (try? JSONValue(parsing: json.bytes))?.members ?? []
    }

    /// Writes all that is known of the document as a JSON object.
    public func write(to json: inout JSONWriter, stage: String) {
        json.object { json in
            json.member("stage", stage)
            json.member("form", form?.name)
            json.member("id", raw.id.description)
            json.member("source", raw.locator)
            if let article {
                write(article, to: &json)
            } else if isRaw {
                writeRaw(to: &json)
            } else {
                for (name, value) in fields { write(name, value, to: &json) }
            }
        }
    }

    private func write(_ article: Article, to json: inout JSONWriter) {
        article.writeMembers(to: &json)
        json.key("layers")
        json.object { article.layers.write(to: &$0, article: article) }
    }

    /// Bytes that are UTF-8 as a text, others in base 64.
    private func writeRaw(to json: inout JSONWriter) {
        json.member("mediaType", raw.mediaType.name)
        json.member("charset", raw.charset)
        if let address = raw.address { json.member("address", address) }
        json.member("bytes", raw.bytes.count)
        if let text = String(validating: raw.bytes, as: UTF8.self) {
            json.member("content", text)
        } else {
            json.member("contentBase64", Base64.text(of: raw.bytes))
        }
    }

    private func write(_ name: String, _ value: FieldValue, to json: inout JSONWriter) {
        switch value {
        case .text(let text): json.member(name, text)
        case .texts(let texts): json.member(name, texts)
        case .number(let number): json.member(name, number)
        case .flag(let flag): json.member(name, flag)
        case .absent: json.member(name, String?.none)
        }
    }
}

/// RFC 4648.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(of bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 {
                result.append(place <= part.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
