/// Tells lines that were furniture of the page an article was copied from: lead-ins of embeds whose video is gone,
/// pointers to other articles, invitations.
enum AsideRule {
    private static let longest = 220
    /// A lead-in is a line, not a paragraph.
    private static let longestLeadIn = 140

    private static let pointers = PhraseTable([
        "watch:", "watch live:", "watch now:", "watch |", "watch more:", "watch again:", "watch the ", "read more:",
        "read more |", "read also:", "also read:", "read next:", "see also:", "see more:", "read:", "read |", "listen:",
        "listen to:", "related:", "related articles", "related stories", "more on this", "more on:", "more:", "video:",
        "audio:", "gallery:", "in pictures:", "podcast:", "don't miss:", "recommended:", "go deeper:", "explainer:",
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "mehr dazu:", "auch interessant:", "lire aussi",
        "à lire aussi", "voir aussi", "leer más:", "lea también", "leggi anche", "lees ook", "lees meer",
        "czytaj także", "czytaj też", "zobacz też", "zobacz także", "leia também", "leia mais", "läs också", "les også",
    ])
    private static let furniture = PhraseTable([
        "advertisement", "anzeige", "werbung", "publicité", "publicidad", "story continues below",
        "article continues below", "article continues after", "scroll down", "sign up for ", "sign up to ",
        "subscribe to ", "subscribe now", "click here to ", "click here for ", "follow us on ", "follow the latest",
        "share this article", "share this story", "this article was originally published",
        "this video can not be played",
        "this video cannot be played", "to play this video you need", "please enable javascript", "loading...",
        "your browser does not support", "media caption", "read the full story",
    ])
    private static let rights = PhraseTable([
        "rights reserved", "rechte vorbehalten", "droits réservés", "derechos reservados", "diritti riservati",
    ])
    private static let ends: Set<String> = ["###", "-30-", "ENDS", "-ENDS-", "- ENDS -", "***", "* * *"]
    private static let reporters = PhraseTable([
        "editor", "correspondent", "reporter", "presenter", "producer", "korrespondent", "reporterin",
    ])
    private static let reports = PhraseTable([
        "reports", "reported", "has the latest", "has more", "has the details", "has the story", "has the full story",
        "has this report", "has been following", "sent this report", "explains", "berichtet", "rapporte",
    ])

    /// Whether a block is an aside.
    /// - Parameters:
    ///   - line: The block.
    ///   - next: The block after it, nil at the end.
    static func matches(_ line: RuleLine, next: @autoclosure () -> String?) -> Bool {
        guard line.count <= longest else { return false }
        if line.count <= 8, ends.contains(line.text) { return true }
        if line.folded.last == UInt8(ascii: ":"), line.count <= longestLeadIn, isLeadIn(line, next()) { return true }
        if isRightsNotice(line) { return true }
        if pointers.starts(line.folded) { return isPointer(line.text) }
        return furniture.starts(line.folded) && line.text.wordCount <= 24
    }

    /// Whether a block is an aside.
    static func matches(_ text: String, next: String?) -> Bool { matches(RuleLine(text), next: next) }

    /// `© NAME. All rights reserved.`
    static func isRightsNotice(_ line: RuleLine) -> Bool {
        !rights.places(in: line.folded, from: line.tail(40)).isEmpty
    }

    /// `Watch the …` may start a sentence of the body; a pointer is a headline or ends with a colon or stands alone.
    private static func isPointer(_ text: String) -> Bool {
        !text.endsWithFullStop || text.contains(":") || text.contains("|")
    }

    /// A line with a colon that introduces nothing: neither a quotation nor a list follows. A reporter's lead-in
    /// introduces a film, whatever follows.
    private static func isLeadIn(_ line: RuleLine, _ next: String?) -> Bool {
        if reporters.occurs(in: line.folded, from: 0), tellsOf(line) { return true }
        guard let next else { return true }
        return !next.startsQuotationOrList
    }

    /// Whether a line says that somebody reports, in words of its own.
    private static func tellsOf(_ line: RuleLine) -> Bool {
        reports.places(in: line.folded, from: 0).contains { offset, length in
            let after = line.folded[offset + length]
            return after == 0x20 || after == UInt8(ascii: ":")
        }
    }
}
