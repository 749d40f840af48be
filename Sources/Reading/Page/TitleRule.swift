/// Takes the site's name off a page's title: `Rates rise - Harbour Times` is about `Rates rise`.
struct TitleRule {
    /// The site's names as the page tells them.
    let sites: [String]
    /// The machine that the page is on, for example `harbour-times.example`.
    let host: String?

    /// Marks between spaces that part a title.
    private static let separators = ["|", "-", "–", "—", "::", "»", "«", "›", "‹", "·", "•", "/", ":"].map {
        Array($0.utf8)
    }
    /// Marks that stand between headline and site, and hardly ever in a headline.
    private static let certain = ["|", "::", "»", "«", "›", "‹"].map { Array($0.utf8) }

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

    /// What a site calls itself: its name, and the parts of one with a motto, `Harbour Times - News from the quay`.
    static func names(of site: String) -> [String] {
        let ends = cut(site, at: separators, fromEnd: false)
        return [site, ends?.head, ends?.tail].compactMap { $0 }
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
        let name = part.bare
        return sites.contains { $0.bare == name } || isHost(part)
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
        _ title: String, at separators: [[UInt8]], fromEnd: Bool
    ) -> (head: String, tail: String)? {
        let bytes = Array(title.utf8)
        var best: Range<Int>?
        for space in bytes.indices where bytes[space] == 0x20 && space > 0 {
            guard let length = length(ofSeparator: separators, after: space, in: bytes),
                space + length + 2 < bytes.count
            else {
                continue
            }
            best = space..<(space + length + 2)
            if !fromEnd { break }
        }
        guard let best else { return nil }
        return (
            TextCleaner.clean(String(decoding: bytes[..<best.lowerBound], as: UTF8.self)),
            TextCleaner.clean(String(decoding: bytes[best.upperBound...], as: UTF8.self))
        )
    }

    /// The length of the separator between a space and the next one.
    private static func length(ofSeparator separators: [[UInt8]], after space: Int, in bytes: [UInt8]) -> Int? {
        guard let end = bytes[(space + 1)...].prefix(4).firstIndex(of: 0x20), end > space + 1 else { return nil }
        let mark = bytes[(space + 1)..<end]
        return separators.contains { mark.elementsEqual($0) } ? mark.count : nil
    }
}
