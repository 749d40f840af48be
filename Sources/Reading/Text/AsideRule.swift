/// Tells lines that were furniture of the page an article was copied from: lead-ins of embeds whose video is gone,
/// pointers to other articles, invitations.
enum AsideRule {
    private static let longest = 220
    /// A lead-in is a line, not a paragraph.
    private static let longestLeadIn = 140

    private static let pointers = phrases([
        "watch:", "watch live:", "watch now:", "watch |", "watch more:", "watch again:", "watch the ", "read more:",
        "read more |", "read also:", "also read:", "read next:", "see also:", "see more:", "read:", "read |", "listen:",
        "listen to:", "related:", "related articles", "related stories", "more on this", "more on:", "more:", "video:",
        "audio:", "gallery:", "in pictures:", "podcast:", "don't miss:", "recommended:", "go deeper:", "explainer:",
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "mehr dazu:", "auch interessant:", "lire aussi",
        "à lire aussi", "voir aussi", "leer más:", "lea también", "leggi anche", "lees ook", "lees meer",
        "czytaj także", "czytaj też", "zobacz też", "zobacz także", "leia também", "leia mais", "läs också", "les også",
    ])
    private static let furniture = phrases([
        "advertisement", "anzeige", "werbung", "publicité", "publicidad", "story continues below",
        "article continues below", "article continues after", "scroll down", "sign up for ", "sign up to ",
        "subscribe to ", "subscribe now", "click here to ", "click here for ", "follow us on ", "follow the latest",
        "share this article", "share this story", "this article was originally published",
        "this video can not be played",
        "this video cannot be played", "to play this video you need", "please enable javascript", "loading...",
        "your browser does not support", "media caption", "read the full story",
    ])
    private static let rights = phrases([
        "rights reserved", "rechte vorbehalten", "droits réservés", "derechos reservados", "diritti riservati",
    ])
    private static let ends: Set<String> = ["###", "-30-", "ENDS", "-ENDS-", "- ENDS -", "***", "* * *"]
    private static let reporters = phrases([
        "editor", "correspondent", "reporter", "presenter", "producer", "korrespondent", "reporterin",
    ])
    private static let reports = phrases([
        "reports", "reported", "has the latest", "has more", "has the details", "has the story", "has the full story",
        "has this report", "has been following", "sent this report", "explains", "berichtet", "rapporte",
    ])

    /// Whether a block is an aside.
    /// - Parameters:
    ///   - text: The block.
    ///   - next: The block after it, nil at the end.
    static func matches(_ text: String, next: String?) -> Bool {
        guard text.utf8.count <= longest else { return false }
        if ends.contains(text) { return true }
        let last = text.utf8.last
        let folded = text.folded
        if last == UInt8(ascii: ":"), text.utf8.count <= longestLeadIn, isLeadIn(folded, next) { return true }
        if isRightsNotice(folded) { return true }
        if folded.starts(withAny: pointers) { return isPointer(text) }
        return folded.starts(withAny: furniture) && text.wordCount <= 24
    }

    /// `© NAME. All rights reserved.`
    static func isRightsNotice(_ folded: [UInt8]) -> Bool {
        let tail = folded.suffix(40)
        return rights.contains { tail.firstRange(of: $0) != nil }
    }

    /// `Watch the …` may start a sentence of the body; a pointer is a headline or ends with a colon or stands alone.
    private static func isPointer(_ text: String) -> Bool {
        !text.endsWithFullStop || text.contains(":") || text.contains("|")
    }

    /// A line with a colon that introduces nothing: neither a quotation nor a list follows. A reporter's lead-in
    /// introduces a film, whatever follows.
    private static func isLeadIn(_ folded: [UInt8], _ next: String?) -> Bool {
        let line = folded.dropLast()
        let names = reporters.contains { line.firstRange(of: $0) != nil }
        let tells = reports.contains { line.ends(with: $0) || line.firstRange(of: $0 + [0x20]) != nil }
        if names, tells { return true }
        guard let next else { return true }
        return !next.startsQuotationOrList
    }
}
