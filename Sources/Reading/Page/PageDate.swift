internal import Documents

/// Finds the days on which a page's article was published and last changed.
struct PageDate {
    let tree: HTMLTree
    let survey: PageSurvey
    let marks: PageMarks
    let head: HeadZone
    /// The headline.
    let title: String
    /// The element that shows it, or 0.
    let headline: Int
    /// How the page's language writes days in numbers.
    let order: DateOrder?
    /// The addresses that the page has.
    let addresses: [PageAddress]
    /// The page's bytes, for what its scripts hold.
    let source: [UInt8]

    /// When it was published and when it was changed.
    struct Dates {
        var published: Found<PublicationDate>?
        var modified: Found<PublicationDate>?
    }

    /// What an element says.
    private struct Statement {
        var date: PublicationDate
        /// The day that it shows, where its attribute tells another.
        var shown: PublicationDate?
        /// Whether it shows its day to readers.
        var isShown = false
        var source: String
    }

    private static let longest = 120
    private static let longestLine = 400
    /// Older days in lines of text are what a page is about.
    private static let firstYear = 1995
    private static let longestLabel = 40
    private static let mostNodes = 50_000
    private static let mostBeside = 30

    /// What the page states, most by most: see ``DateBallot``.
    func find(_ structured: StructuredData, _ tags: MetaTags) -> Dates {
        var ballot = DateBallot()
        let meta = MetaDates(tags)
        if let text = structured.anyText("datePublished") {
            ballot.add(DateText.date(in: text), "json-ld datePublished", weight: 8)
        } else if let text = structured.anyText("uploadDate") ?? structured.anyText("dateCreated") {
            ballot.add(DateText.date(in: text), "json-ld dateCreated", weight: 6)
        }
        if let found = meta.published { ballot.add(found.value, found.evidence.source, weight: 8) }
        if let found = marked() { ballot.add(found.date, found.source, weight: 8) }
        var changed: Found<PublicationDate>?
        // Above the headline often stands the day of the visit.
        let start = min(max(headline, head.nodes.lowerBound), head.nodes.upperBound)
        if let found = shown(in: start..<head.nodes.upperBound, &changed) {
            ballot.add(found.date, found.source, weight: 6, isLocal: found.isShown)
            ballot.add(found.shown, "text", weight: 2, isLocal: true)
        } else if let date = told(head.lines().filter { $0.element >= start }, &changed) {
            ballot.add(date, "text", weight: 6, isLocal: true)
        } else if let found = shown(in: head.nodes.lowerBound..<start, &changed) {
            ballot.add(found.date, found.source, weight: 3)
        } else if let date = told(head.lines().filter { $0.element < start }, &changed) {
            ballot.add(date, "text", weight: 3)
        } else if changed == nil {
            ballot.add(mentioned(), "text", weight: 4)
        }
        ballot.add(addresses.lazy.compactMap(AddressDate.date).first, "url", weight: 6, isLocal: true)
        if let found = meta.doubtful { ballot.add(found.value, found.evidence.source, weight: 4) }
        let modified = modification(structured, meta) ?? changed
        var published = ballot.winner() ?? lastResort(modified ?? changed, tags)
        // Nothing is published after it was changed: where it is doubtful which of both was meant, the page's word counts.
        if let changed, let found = published, found.evidence == meta.doubtful?.evidence,
            changed.value.dayNumber < found.value.dayNumber
        {
            published = changed
        }
        return Dates(published: published, modified: modified)
    }

    /// What is looked for only where nothing says it plainly.
    private func lastResort(_ modified: Found<PublicationDate>?, _ tags: MetaTags) -> Found<PublicationDate>? {
        var changed = modified
        if let date = shown(in: survey.body..<tree.nodes.count, &changed)?.date {
            return Found(date, "text", .medium)
        }
        if let date = signed(&changed) ?? dateline(head.lines()) ?? atText(&changed) {
            return Found(date, "text", .medium)
        }
        if let date = ScriptDates.published(in: source) { return Found(date, "script", .medium) }
        // Whatever was changed that day had been published by then.
        if let changed { return Found(changed.value, changed.evidence.source, .low) }
        let pictures = tags.all("og:image").compactMap { PageAddress($0) }
        return pictures.lazy.compactMap(AddressDate.date).first.map { Found($0, "url of image", .low) }
    }

    private func modification(_ structured: StructuredData, _ meta: MetaDates) -> Found<PublicationDate>? {
        if let date = structured.anyText("dateModified").flatMap({ DateText.date(in: $0) }) {
            return Found(date, "json-ld dateModified", .high)
        }
        if let found = meta.modified { return found }
        for index in marks.elements("datemodified") where !survey.standsApart[index] {
            if let date = statement(of: index)?.date { return Found(date, "microdata", .high) }
        }
        return nil
    }

    /// Microdata and RDFa, and the attribute that HTML once had; near the headline before elsewhere.
    private func marked() -> Statement? {
        for name in ["datepublished", "datecreated", "uploaddate", "created", "date"] {
            let all = marks.elements(name)
            // A single one is the article's wherever it stands.
            let elements = all.count == 1 ? all : all.filter { !survey.standsApart[$0] }
            let near = elements.filter(head.nodes.contains)
            for index in near + elements.prefix(1) {
                if var found = statement(of: index) {
                    found.source = "microdata"
                    return found
                }
            }
        }
        return nil
    }

    /// The first `time` element, or element with a name like `post-date`.
    private func shown(in range: Range<Int>, _ changed: inout Found<PublicationDate>?) -> Statement? {
        let isWhole = range.lowerBound == survey.body
        let textStart = textStart
        for wantsTime in [true, false] {
            var teaserEnd = 0
            for index in range where index >= teaserEnd && tree.nodes[index].tag != .text {
                if isWhole, index > survey.body, survey.words[index].isSuperset(of: .teaser) {
                    teaserEnd = Int(tree.nodes[index].end)
                    continue
                }
                let isTime = tree.nodes[index].tag == .time
                guard isTime == wantsTime, isTime || survey.words[index].contains(.date) else { continue }
                if survey.standsApart[index] { continue }
                if !isTime, index > textStart, isAmidParagraph(index) { continue }
                guard let found = statement(of: index, &changed) else { continue }
                return found
            }
        }
        return nil
    }

    /// The first paragraph of prose.
    private var textStart: Int {
        (head.nodes.lowerBound..<tree.nodes.count).first {
            survey.proseLength[$0] > 0 && HTMLTag.paragraphs.contains(tree.nodes[$0].tag)
        } ?? tree.nodes.count
    }

    /// Whether words of its paragraph stand before an element: a sentence's date is a day that the article is about.
    private func isAmidParagraph(_ index: Int) -> Bool {
        let around = block(around: index)
        return HTMLTag.paragraphs.contains(tree.nodes[around].tag) && survey.visibleLength(of: around..<index) > 0
    }

    /// A line that states nothing but a date; one that says of what before others.
    private func told(_ lines: [HeadZone.Line], _ changed: inout Found<PublicationDate>?) -> PublicationDate? {
        var plain: PublicationDate?
        for line in lines
        where line.text.utf8.count <= Self.longest && line.text.utf8.contains(where: { $0 &- 48 < 10 }) {
            for part in Self.parts(of: line.text) {
                guard DateText.date(inLine: part, order: order) != nil else { continue }
                let statement = DateStatement(part, order: order, isShort: true)
                if let date = statement.modified, changed == nil { changed = Found(date, "text", .medium) }
                guard let date = statement.published, date.year >= Self.firstYear else { continue }
                if DateStatement.announces(part) { return date }
                plain = plain ?? date
            }
        }
        return plain
    }

    /// What stands around the first paragraph of the text, where there is no headline or it is elsewhere.
    private func atText(_ changed: inout Found<PublicationDate>?) -> PublicationDate? {
        let text = (survey.body..<tree.nodes.count).first {
            !survey.isPruned[$0] && survey.proseLength[$0] > 0 && HTMLTag.paragraphs.contains(tree.nodes[$0].tag)
        }
        guard let text else { return nil }
        var start = text
        while start > survey.body + 1, survey.visibleLength(of: start..<text) < Self.longestLine / 2 { start -= 1 }
        let lines = head.lines(in: start..<Int(tree.nodes[text].end))
        return told(lines, &changed) ?? dateline(lines)
    }

    /// A line and what stands between its bars: `By Jane Doe | 3 March 2025 | Politics`.
    private static func parts(of line: String) -> [String] {
        let marks: Set<Unicode.Scalar> = ["|", "•", "·", "∙", "●", "»", "/"]
        // The bytes with which those in UTF-8 start.
        guard line.utf8.contains(where: { $0 == 0x7C || $0 == 0x2F || $0 == 0xC2 || $0 == 0xE2 }) else { return [line] }
        // A slash in a date parts nothing.
        let words = line.split(separator: " ")
        let parts = words.split { word in
            word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy(marks.contains)
        }
        return [line] + parts.map { $0.joined(separator: " ") }
    }

    /// A line between headline and text that isn't a sentence and holds a date, for example a byline.
    private func mentioned() -> PublicationDate? {
        let title = title.bare
        let textStart = textStart
        return head.lines().lazy.filter {
            $0.element <= textStart && $0.text.utf8.count <= Self.longest && !$0.text.endsSentence
                && title.firstOffset(of: $0.text.bare) == nil
        }.compactMap { DateStatement($0.text, order: order).published }.first { $0.year >= Self.firstYear }
    }

    /// A line anywhere that says who published when, or that it was published: `By Jane Doe on 3 March 2025`.
    private func signed(_ changed: inout Found<PublicationDate>?) -> PublicationDate? {
        let end = min(tree.nodes.count, survey.body + Self.mostNodes)
        var isRead = survey.body
        for index in survey.body..<end where index >= isRead && tree.nodes[index].tag == .text {
            guard !survey.standsApart[index], mayHoldDate(index) else { continue }
            let block = block(around: index)
            // Of a large element what stands around the text.
            let start = max(block, index - Self.mostBeside, isRead)
            isRead = max(index + 1, min(Int(tree.nodes[block].end), index + Self.mostBeside))
            var previous = label(before: start)
            for line in head.lines(in: start..<isRead) {
                let label = previous
                previous = line.text
                if let date = signed(line.text, label: label, &changed) { return date }
            }
        }
        return nil
    }

    private func signed(_ line: String, label: String, _ changed: inout Found<PublicationDate>?) -> PublicationDate? {
        guard line.utf8.count <= Self.longestLine, line.utf8.contains(where: { $0 &- 48 < 10 }) else { return nil }
        let isLabelled = label.utf8.count <= Self.longestLabel && DateText.date(inLine: line, order: order) != nil
        let statement = DateStatement(line, label: isLabelled ? label : "", order: order, isShort: isLabelled)
        if let date = statement.modified, changed == nil { changed = Found(date, "text", .low) }
        guard let date = statement.published, date.year >= Self.firstYear else { return nil }
        let namesTitle = title.utf8.count >= 8 && line.bare.firstOffset(of: title.bare) != nil
        if namesTitle, DateStatement.speaksOfPublication(line) { return date }
        let isByline = !line.endsSentence && BylineRule.opens(line)
        let isAnnounced = DateStatement.announces(line) || (isLabelled && DateStatement.announces(label))
        return isByline || isAnnounced ? date : nil
    }

    /// Whether a text is short, and has as many digits as a day.
    private func mayHoldDate(_ index: Int) -> Bool {
        let bytes = tree.text(of: index)
        return bytes.count <= Self.longestLine * 2 && bytes.count { $0 &- 48 < 10 } >= 3
    }

    /// The smallest block around a node.
    private func block(around index: Int) -> Int {
        var around = Int(tree.nodes[index].parent)
        while around > survey.body, !HTMLTag.blocks.contains(tree.nodes[around].tag) {
            around = Int(tree.nodes[around].parent)
        }
        return around
    }

    /// The day with which the text starts: `Karlsruhe (12.11.2021). The council…`, `27.1.2022 - The council…`.
    private func dateline(_ lines: [HeadZone.Line]) -> PublicationDate? {
        for line in lines.lazy.filter({ $0.text.utf8.count >= 20 }).prefix(12) {
            let start = String(decoding: line.text.utf8.prefix(Self.longestLabel), as: UTF8.self)
            guard let found = DateText.found(in: start, order: order) else { continue }
            let before = String(decoding: Array(start.utf8)[..<found.place.lowerBound], as: UTF8.self)
            let after = Array(start.utf8)[found.place.upperBound...].drop { $0 == 0x20 }
            let isEnd =
                after.starts(with: "–".utf8) || after.starts(with: "—".utf8)
                || after.first.map { Array(").-|:/".utf8).contains($0) } ?? false
            guard isEnd, found.date.year >= Self.firstYear, before.wordCount <= 3,
                before.split(separator: " ").allSatisfy({
                    $0.unicodeScalars.first.map { !TextBytes.isLower($0) } ?? true
                })
            else { continue }
            return found.date
        }
        return nil
    }

    private func statement(of index: Int) -> Statement? {
        var changed: Found<PublicationDate>? = nil
        return statement(of: index, takesChange: true, &changed)
    }

    private func statement(of index: Int, _ changed: inout Found<PublicationDate>?) -> Statement? {
        statement(of: index, takesChange: false, &changed)
    }

    /// What an element states by its attributes or its text; what was changed then goes apart.
    private func statement(
        of index: Int, takesChange: Bool, _ changed: inout Found<PublicationDate>?
    ) -> Statement? {
        let isTime = tree.nodes[index].tag == .time
        let name = isTime ? "time" : "text"
        let text = tree.innerText(of: index, limit: Self.longest) ?? ""
        let label = label(before: index)
        let spoken = DateStatement(text, label: label, order: order, isShort: true)
        let isChange =
            !takesChange
            && (isModification(index) || DateStatement.isChange(label: label + " " + text) && spoken.published == nil)
        if let stated = stated(index) {
            if isChange {
                changed = changed ?? Found(stated, name, .medium)
                return nil
            }
            // An instant's day isn't always the one that is shown.
            let shown = spoken.published
            let isSame = shown.map { $0.isSameDay(as: stated) } ?? true
            return Statement(
                date: stated, shown: isSame ? nil : shown, isShown: isSame && shown != nil, source: name)
        }
        if let date = spoken.modified ?? (isChange ? spoken.published : nil) {
            changed = changed ?? Found(date, name, .medium)
        }
        guard !isChange, let date = spoken.published ?? (takesChange ? spoken.modified : nil) else { return nil }
        return Statement(date: date, isShown: true, source: name)
    }

    /// The date in an element's attributes.
    private func stated(_ index: Int) -> PublicationDate? {
        let names: [HTMLAttribute] =
            tree.nodes[index].tag == .abbr
            ? [.datetime, .content, .title, .dataDate] : [.datetime, .content, .dataDate]
        return names.lazy.compactMap { name in
            tree.attribute(name, of: index).flatMap {
                $0.utf8.count <= Self.longest ? DateText.date(in: $0, order: order) : nil
            }
        }.first
    }

    /// The few words right before an element.
    private func label(before index: Int) -> String {
        for previous in (max(survey.body, index - 8)..<max(survey.body, index)).reversed()
        where tree.nodes[previous].tag == .text {
            let bytes = tree.text(of: previous)
            guard bytes.contains(where: { $0 > 0x20 }) else { continue }
            guard bytes.count <= Self.longest else { return "" }
            let text = TextCleaner.clean(String(decoding: bytes, as: UTF8.self))
            return text.utf8.count <= Self.longestLabel ? text : ""
        }
        return ""
    }

    private func isModification(_ index: Int) -> Bool {
        if let property = tree.attributeBytes(.itemprop, of: index) ?? tree.attributeBytes(.property, of: index),
            property.holds("dateModified")
        {
            return true
        }
        guard let name = tree.attributeBytes(.class, of: index) else { return false }
        let folded = name.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
        let isChange = folded.holds("updated") || folded.holds("modified")
        return isChange && !folded.holds("publish") && !folded.holds("entry-date")
    }
}
