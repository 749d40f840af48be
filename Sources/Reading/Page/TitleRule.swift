/// Takes the site's name off a page's title: `Rates rise - Harbour Times` is about `Rates rise`.
struct TitleRule {
    /// The site's name where the page tells it.
    let site: String?
    /// The machine that the page is on, for example `harbour-times.example`.
    let host: String?

    private static let separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " : "]
    /// Marks that stand between headline and site, and hardly ever in a headline.
    private static let certain = [" | ", " :: ", " » ", " « "]

    /// The title without the name of the site.
    func headline(of title: String) -> String {
        var rest = title
        while let shorter = withoutSite(rest) { rest = shorter }
        // A section's name, or a site's that isn't known.
        while let (head, tail) = Self.cut(rest, at: Self.certain, fromEnd: true),
            head.wordCount >= 3, head.wordCount > tail.wordCount
        {
            rest = head
        }
        return rest
    }

    /// The name of the site in a title whose other part is the headline, if the machine's name agrees.
    func site(in title: String) -> String? {
        for fromEnd in [true, false] {
            guard let (head, tail) = Self.cut(title, at: Self.separators, fromEnd: fromEnd) else { continue }
            let name = fromEnd ? tail : head
            if isHost(name) { return name }
        }
        return nil
    }

    /// What of a title may be the headline: all of it, and the parts before the last and after the first separator.
    static func parts(of title: String) -> [String] {
        let ends = cut(title, at: separators, fromEnd: true)?.head
        let starts = cut(title, at: separators, fromEnd: false)?.tail
        return [title, starts, ends].compactMap { $0 }
    }

    private func withoutSite(_ title: String) -> String? {
        if let (head, tail) = Self.cut(title, at: Self.separators, fromEnd: true), isSite(tail) { return head }
        if let (head, tail) = Self.cut(title, at: Self.separators, fromEnd: false), isSite(head) { return tail }
        return nil
    }

    /// Whether a text is nothing but the site's name.
    func isSite(_ part: String) -> Bool {
        if let site, part.bare == site.bare { return true }
        return isHost(part)
    }

    /// Whether a name is the machine's: `Harbour Times` on `harbour-times.example`.
    private func isHost(_ part: String) -> Bool {
        guard let host, part.wordCount <= 5 else { return false }
        var name = part.bare
        if name.starts(with: "the".utf8), name.count > 6 { name.removeFirst(3) }
        guard name.count >= 3 else { return false }
        let labels = host.split(separator: ".")
        return host.bare == name
            || labels.dropLast().contains { label in
                let label = String(label).bare
                return label == name || label == part.bare
                    || (label.count >= 5 && name.count >= 5 && (label.starts(with: name) || name.starts(with: label)))
            }
    }

    /// Both sides of the last or the first separator.
    private static func cut(
        _ title: String, at separators: [String], fromEnd: Bool
    ) -> (head: String, tail: String)? {
        let bytes = Array(title.utf8)
        var best: Range<Int>?
        for separator in separators {
            let mark = Array(separator.utf8)
            guard let start = fromEnd ? bytes.lastOffset(of: mark) : bytes.firstOffset(of: mark) else {
                continue
            }
            let isBetter = best.map { fromEnd ? start > $0.lowerBound : start < $0.lowerBound } ?? true
            if isBetter { best = start..<(start + mark.count) }
        }
        guard let best, best.lowerBound > 0, best.upperBound < bytes.count else { return nil }
        return (
            TextCleaner.clean(String(decoding: bytes[..<best.lowerBound], as: UTF8.self)),
            TextCleaner.clean(String(decoding: bytes[best.upperBound...], as: UTF8.self))
        )
    }
}
