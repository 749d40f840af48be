/// Tells lines that were furniture of the page an article was copied from: lead-ins of embeds whose video is gone,
/// pointers to other articles, invitations.
enum AsideRule {
    /// An aside is at most this long, in bytes.
    static let longest = 220
    /// A lead-in is a line, not a paragraph.
    private static let longestLeadIn = 140

    private static let pointers = PhraseTable([
        "watch:", "watch live:", "watch now:", "watch |", "watch more:", "watch again:", "watch the ", "read more:",
        "read more |", "read also:", "also read:", "read next:", "see also:", "see more:", "read:", "read |", "listen:",
        "listen to:", "related:", "related articles", "related stories", "more on this", "more on:", "video:",
        "audio:", "gallery:", "in pictures:", "podcast:", "don't miss:", "recommended:", "go deeper:", "explainer:",
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "mehr dazu:", "auch interessant:", "lire aussi",
        "à lire aussi", "voir aussi", "leer más:", "lea también", "leggi anche", "lees ook", "lees meer",
        "czytaj także", "czytaj też", "zobacz też", "zobacz także", "leia também", "leia mais", "läs också", "les også",
    ])
    private static let notices = PhraseTable([
        "story continues below", "article continues below", "article continues after", "subscribe now",
        "click here to ", "click here for ", "follow us on ", "share this article", "share this story",
        "this article was originally published", "this video can not be played", "this video cannot be played",
        "to play this video you need", "please enable javascript", "loading...", "your browser does not support",
        "media caption", "read the full story",
    ])
    /// What sentences of an article may start with, too.
    private static let invitations = PhraseTable([
        "sign up for ", "sign up to ", "subscribe to ", "follow the latest", "scroll down",
    ])
    /// Words of a sentence that speaks to the reader.
    private static let addresses = PhraseTable([
        "our ", "us ", "us.", "you ", "you.", "your ", "here", "newsletter", "app ", "app.", "podcast", "channel",
    ])
    private static let rights = PhraseTable([
        "rights reserved", "rechte vorbehalten", "droits réservés", "derechos reservados", "diritti riservati",
    ])
    private static let ends: Set<String> = ["###", "-30-", "ENDS", "-ENDS-", "- ENDS -", "***", "* * *"]
    /// Labels that are one by themselves or before a dash or colon: `Anzeige gegen Unbekannt` is a headline.
    private static let labels = PhraseTable([
        "advertisement", "advert", "anzeige", "werbung", "publicité", "publicidad", "pubblicità", "reklama",
        "sponsored",
    ])
    /// How a line speaks of an embed that isn't there in a plain text.
    private static let embeds = PhraseTable([
        "this video", "this clip", "this footage", "this film", "this gallery", "this podcast", "this graphic",
        "this map",
        "video below", "clip below", "footage below", "gallery below", "graphic below", "map below", "watch below",
        "listen below", "see below", "diesem video", "cette vidéo", "este vídeo", "questo video",
    ])
    /// How a notice starts, before a year.
    private static let signs = PhraseTable(["©", "copyright", "(c)"])

    /// Whether a block is an aside.
    /// - Parameters:
    ///   - line: The block.
    ///   - next: The block after it, nil at the end.
    static func matches(_ line: RuleLine, next: @autoclosure () -> String?) -> Bool {
        guard line.count <= longest else { return false }
        if line.count <= 8, ends.contains(line.text) { return true }
        if line.folded.last == UInt8(ascii: ":"), line.count <= longestLeadIn, isLeadIn(line, next()) { return true }
        if isRightsNotice(line) { return true }
        return isPointer(line) || isLabel(line) || isInvitation(line)
    }

    /// Whether a block is an aside.
    static func matches(_ text: String, next: String?) -> Bool { matches(RuleLine(text), next: next) }

    /// `© NAME. All rights reserved.`, `© 2015 NAME`, `Copyright © 2015 NAME`, `© NAME 2015`.
    static func isRightsNotice(_ line: RuleLine) -> Bool {
        if !rights.places(in: line.folded, from: line.tail(40)).isEmpty { return true }
        guard (1...120).contains(line.count) else { return false }
        let length = signs.length(at: 0, in: line.folded)
        let rest = line.folded[length...].drop { $0 == 0x20 || $0 == 0xC2 || $0 == 0xA9 }
        return length > 0 && (Self.isYear(rest.prefix(4)) || Self.isYear(rest.suffix(4)))
    }

    private static func isYear(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.count { $0 &- 48 < 10 } == 4 }

    /// `Watch the pot, he said.` is body: a pointer has a mark after its first words, or is no sentence.
    private static func isPointer(_ line: RuleLine) -> Bool {
        guard line.count > 0 else { return false }
        let length = pointers.length(at: 0, in: line.folded)
        guard length > 0 else { return false }
        let mark = line.folded[length - 1]
        return mark == UInt8(ascii: ":") || mark == UInt8(ascii: "|") || !line.text.endsSentence
    }

    /// `Sign up for the race opened on Monday.` is body: an invitation is no sentence, or one to the reader.
    private static func isInvitation(_ line: RuleLine) -> Bool {
        if notices.starts(line.folded) { return line.text.wordCount <= 24 }
        guard invitations.starts(line.folded), line.text.wordCount <= 24 else { return false }
        return !line.text.endsSentence || !addresses.places(in: line.folded, from: 0).isEmpty
    }

    private static func isLabel(_ line: RuleLine) -> Bool {
        guard line.count > 0 else { return false }
        let length = labels.length(at: 0, in: line.folded)
        let rest = line.folded[length...].drop { $0 == 0x20 }
        // A colon, a full stop, a bar, a hyphen or a dash.
        let isMark = rest.first.map { $0 == 0x3A || $0 == 0x2E || $0 == 0x7C || $0 == 0x2D || $0 == 0xE2 } ?? true
        return length > 0 && isMark && line.text.wordCount <= 12
    }

    /// A line with a colon that introduces nothing in a plain text: a reporter's film, an embed; the last line of all.
    /// Whatever else has a colon may introduce what follows, and stays.
    private static func isLeadIn(_ line: RuleLine, _ next: String?) -> Bool {
        guard let next else { return true }
        switch LeadIn(line.text) {
        case .reporter: return true
        case .somebody: return !next.startsQuotationOrList
        case nil: return !embeds.places(in: line.folded, from: 0).isEmpty && !next.startsQuotationOrList
        }
    }
}
