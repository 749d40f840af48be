internal import Documents

/// Looks for documents, each time by an index. Gives one more than the limit where there are more.
struct DocumentSearch {
    /// So many documents of the same name are looked at for the end of a path, so many of the same words for those of
    /// some pipelines.
    private static let looks = 2000
    /// The fewest digits that stand for an identity.
    private static let fewestDigits = 4

    let database: Database
    let pipelines: [Int: String]
    let hasIndexes: Bool
    /// The pipelines whose documents are meant.
    let scope: [Int]
    let limit: Int

    func documents(
        _ query: DocumentQuery, by kind: DocumentMatches.Kind
    ) throws(DatabaseError) -> [KnownDocument] {
        switch kind {
        case .identity: try byIdentity(query.text)
        case .place: try byPlace(query.places)
        case .address: try byAddress(query.text)
        case .container: try byContainer(query.places)
        case .name: try byName(query.places)
        case .words: try byWords(query.text)
        }
    }

    private func byIdentity(_ text: String) throws(DatabaseError) -> [KnownDocument] {
        let digits = text.uppercased()
        let isHexadecimal = digits.utf8.allSatisfy { (48...57).contains($0) || (65...70).contains($0) }
        guard isHexadecimal, (Self.fewestDigits...32).contains(digits.utf8.count) else { return [] }
        guard hasIndexes else {
            guard let identity = DocumentID(digits: digits) else { return [] }
            return try rows("WHERE id = ? AND \(isInScope)", [.bytes(identity.stored)])
        }
        let column = DocumentIndexes.digits("id")
        // 'G' comes behind all digits.
        let condition =
            digits.utf8.count < 8 ? "\(column) >= ? AND \(column) < ? || 'G'" : "\(column) = ? AND ? IS NOT NULL"
        let found = try rows(
            "WHERE \(condition) AND \(isInScope) LIMIT \(Self.looks)",
            [.text(String(digits.prefix(8))), .text(String(digits.prefix(8)))])
        return Array(found.filter { $0.id.hasPrefix(digits.lowercased()) }.prefix(limit + 1))
    }

    private func byPlace(_ places: [String]) throws(DatabaseError) -> [KnownDocument] {
        try first(of: places) { (place, pipeline) throws(DatabaseError) in
            try rows("WHERE pipeline = ? AND locator = ?", [.integer(pipeline), .text(place)])
        }
    }

    private func byAddress(_ text: String) throws(DatabaseError) -> [KnownDocument] {
        guard text.contains("://") else { return [] }
        let other = text.hasSuffix("/") ? String(text.dropLast()) : text + "/"
        for address in [text, other] {
            let found = try rows("WHERE url = ? AND \(isInScope) LIMIT \(limit + 1)", [.text(address)])
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Records are in files, `file#1`; files in folders, `folder/file`.
    private func byContainer(_ places: [String]) throws(DatabaseError) -> [KnownDocument] {
        try first(of: places) { (place, pipeline) throws(DatabaseError) in
            let place = place.hasSuffix("/") ? String(place.dropLast()) : place
            for (from, to) in [("#", "$"), ("/", "0")] where !place.isEmpty {
                let found = try rows(
                    "WHERE pipeline = ? AND locator >= ? AND locator < ? ORDER BY locator LIMIT \(limit + 1)",
                    [.integer(pipeline), .text(place + from), .text(place + to)])
                if !found.isEmpty { return found }
            }
            return []
        }
    }

    private func byName(_ places: [String]) throws(DatabaseError) -> [KnownDocument] {
        guard hasIndexes else { return [] }
        let column = DocumentIndexes.name
        for place in places {
            guard let name = place.split(separator: "/").last.map(String.init), name != ".", name != ".." else {
                continue
            }
            let end = "/" + place.drop { $0 == "/" }
            let found = try rows(
                "WHERE \(column) = ? AND \(isInScope) LIMIT \(Self.looks)", [.text(name)]
            ).filter { ("/" + $0.locator).hasSuffix(end) }
            if !found.isEmpty { return Array(found.prefix(limit + 1)) }
            let records = try rows(
                "WHERE \(column) >= ? AND \(column) < ? AND \(isInScope) ORDER BY \(column) LIMIT \(Self.looks)",
                [.text(name + "#"), .text(name + "$")]
            ).filter { ("/" + $0.locator).contains(end + "#") }
            if !records.isEmpty { return Array(records.prefix(limit + 1)) }
        }
        return []
    }

    private func byWords(_ text: String) throws(DatabaseError) -> [KnownDocument] {
        let words = Words(text)
        guard !words.quoted.isEmpty else { return [] }
        let found = try titled(words.quoted.joined(separator: " "))
        if !found.isEmpty || words.beginning == nil { return found }
        return try titled((words.quoted.dropLast() + [words.beginning ?? ""]).joined(separator: " "))
    }

    /// Documents with one of the words in their title, or a word that begins like it.
    func byAnyWord(of text: String) throws(DatabaseError) -> [KnownDocument] {
        let words = Words(text)
        return words.quoted.isEmpty ? [] : try titled(words.quoted.joined(separator: " OR "))
    }

    /// Documents whose file's name begins like the one in a text, which has perhaps a slip at its end.
    func namesLike(_ text: String) throws(DatabaseError) -> [KnownDocument] {
        guard hasIndexes, let name = text.split(separator: "/").last, name.count >= 4 else { return [] }
        let column = DocumentIndexes.name
        for count in [name.count - 1, (name.count + 1) / 2] where count >= 3 {
            let start = String(name.prefix(count))
            let found = try rows(
                "WHERE \(column) >= ? AND \(column) < ? AND \(isInScope) ORDER BY \(column) LIMIT \(limit)",
                [.text(start), .text(start + "\u{10FFFF}")])
            if !found.isEmpty { return found }
        }
        return []
    }

    private func titled(_ expression: String) throws(DatabaseError) -> [KnownDocument] {
        let wanted = scope.count == pipelines.count ? limit + 1 : Self.looks
        let numbers: [Int]
        do throws(DatabaseError) {
            numbers = try database.rows(
                "SELECT rowid FROM document_words WHERE document_words MATCH ? LIMIT \(wanted)", [.text(expression)]
            ) { $0.integer(0) }
        } catch {
            // A letter that the database's Unicode doesn't know yet splits a word, and what then is a phrase isn't kept.
            guard error.kind == .other else { throw error }
            return []
        }
        var found: [KnownDocument] = []
        for number in numbers where found.count <= limit {
            found += try rows("WHERE row = ? AND \(isInScope)", [.integer(number)])
        }
        return found
    }

    /// What is found at the first place where there is anything, in all pipelines together.
    private func first(
        of places: [String], _ find: (String, Int) throws(DatabaseError) -> [KnownDocument]
    ) throws(DatabaseError) -> [KnownDocument] {
        for place in places {
            var found: [KnownDocument] = []
            for pipeline in scope { found += try find(place, pipeline) }
            if !found.isEmpty { return Array(found.prefix(limit + 1)) }
        }
        return []
    }

    /// A condition that no index is used for.
    private var isInScope: String {
        scope.count == pipelines.count ? "1" : "+pipeline IN (\(scope.map(String.init).joined(separator: ",")))"
    }

    private func rows(_ condition: String, _ values: [DatabaseValue]) throws(DatabaseError) -> [KnownDocument] {
        try database.rows("SELECT \(Self.columns) FROM documents \(condition)", values) { row in
            KnownDocument(
                row: row.integer(0), id: Digest(row.bytes(1))?.description ?? "",
                pipeline: pipelines[row.integer(2)] ?? "", source: row.text(3) ?? "", locator: row.text(4) ?? "",
                title: row.text(5) ?? "", url: row.text(6), run: row.integer(7),
                gone: row.isNull(8) ? nil : row.integer(8))
        }
    }

    private static let columns = "row, id, pipeline, source, locator, title, url, run, gone"
}

/// The words of a text, as an expression of the full-text index can hold them: nothing in them is of its syntax.
private struct Words {
    /// Each in quotation marks.
    let quoted: [String]
    /// The last one as the beginning of a word; nil where it is so short that half of all words begin so.
    let beginning: String?

    init(_ text: String) {
        var words: [String] = [""]
        for scalar in text.unicodeScalars {
            if Self.isOfWord(scalar) {
                words[words.count - 1].unicodeScalars.append(scalar)
            } else if words.last != "" {
                words.append("")
            }
        }
        if words.last == "" { words.removeLast() }
        quoted = words.map { "\"\($0)\"" }
        beginning = words.last.flatMap { $0.unicodeScalars.count >= 3 ? "\"\($0)\"*" : nil }
    }

    /// What the index takes for a part of a word.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            true
        default: (0x300...0x331).contains(scalar.value)
        }
    }
}

extension DocumentID {
    /// The identity that 32 hexadecimal digits show.
    fileprivate init?(digits: String) {
        guard digits.utf8.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
            let low = UInt64(digits.suffix(16), radix: 16)
        else { return nil }
        self.init(Digest(high: high, low: low))
    }
}
