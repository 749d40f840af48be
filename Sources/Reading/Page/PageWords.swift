/// What the words in an element's `class`, `id` and `role` say about it.
///
/// Values are split into words at anything that isn't a letter and between lower and upper case, so that `ArticleBody`,
/// `article-body` and `article_body` read alike.
struct PageWords: OptionSet, Sendable {
    let rawValue: UInt16

    /// Furniture: navigation, sharing, adverts, notices.
    static let noise = PageWords(rawValue: 1)
    /// Words that more often than not mean furniture, but also stand on parts of texts.
    static let weakNoise = PageWords(rawValue: 1024)
    /// What readers wrote under the article.
    static let comments = PageWords(rawValue: 2)
    /// `article`, `story`, `post`, `entry`: half of a name for the text.
    static let subject = PageWords(rawValue: 4)
    /// `body`, `content`, `text`: the other half.
    static let content = PageWords(rawValue: 8)
    /// `main`.
    static let main = PageWords(rawValue: 16)
    /// `caption`, `credit`.
    static let caption = PageWords(rawValue: 32)
    /// `author`, `byline`.
    static let author = PageWords(rawValue: 64)
    /// `with`, `has`, `no`: the next word is about something else in the element.
    static let other = PageWords(rawValue: 128)
    /// `lead`, `teaser`, `intro`… where a text may start.
    static let lead = PageWords(rawValue: 256)
    /// `wrapper`, `container`, `page`…: the word before is about what is inside.
    static let wrapper = PageWords(rawValue: 512)
    /// `standfirst`, `dek`: the line under the headline.
    static let standfirst = PageWords(rawValue: 2048)
    /// `date`, `published`: when it was published.
    static let date = PageWords(rawValue: 4096)

    /// `teaser`: where another article is announced, or the text starts.
    static let teaser: PageWords = [.lead, .weakNoise]

    /// Reads the words of a value.
    static func of(_ value: ArraySlice<UInt8>) -> PageWords {
        var found: PageWords = []
        var isNegated = false
        var hash = PageWordTable.seed
        var length = 0
        var previousIsLower = false
        func finish() {
            guard length > 1 else { return }
            let word = PageWordTable.shared[hash]
            if word.contains(.other) {
                isNegated = true
            } else {
                if !isNegated { found.formUnion(word) }
                isNegated = false
            }
        }
        for byte in value {
            let isUpper = byte &- 65 < 26
            let isLower = byte &- 97 < 26
            if !isLower, length > 0, !isUpper || previousIsLower {
                finish()
                hash = PageWordTable.seed
                length = 0
            }
            if byte <= 0x20 { isNegated = false }
            if isLower || isUpper {
                hash = PageWordTable.step(hash, byte | 0x20)
                length += 1
            }
            previousIsLower = isLower
        }
        finish()
        return found
    }
}

/// A hash table of words: open addressing over FNV-1a (Fowler, Noll, Vo), since a page asks ten thousand times.
struct PageWordTable: Sendable {
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static let shared = PageWordTable([
        (
            .noise,
            "ad ads adv nav navi navigation navbar navlist subnav topnav submenu menubar breadcrumb breadcrumbs "
                + "crumbs footer foot colophon sidenav shares sharebar sharebox sharedaddy socials "
                + "socialmedia addthis sharethis cookie cookies consent gdpr cmp newsletter newsletters "
                + "subscribe subscription abo advert adverts advertisement advertising adsbygoogle adslot dfp "
                + "anzeige anzeigen werbung sponsor sponsored sponsors promotion promoted related recommended "
                + "recommendation recommendations recommend recirc popular trending mostread mostviewed "
                + "outbrain taboola plista ligatus pagination pager paging pagenav modal popup popover "
                + "tooltip login signin signup searchform masthead rss vote voting copyright imprint "
                + "impressum tagcloud taglist hashtags keywords feedback flyout offcanvas hamburger yarpp "
                + "teaserlist linklist readmore weiterlesen meistgelesen postmeta metabar bookmark bookmarks "
                + "bookmarking toc shariff whatsapp flattr donate donation spenden pinterest noprint zotero "
                + "navbox disclaimer teaserbox blogroll calendar nodisplay optin "
                + "wpadvert adbox adunit quiz poll billboard mailing toc odds"
        ),
        (
            .weakNoise,
            "print printer hidden invisible overlay widget widgets slider carousel paywall "
                + "infobox banner banners notice alert archive archives search toolbar dropdown tags topics "
                + "jp like likes sidebar sidebars rail promo promos teaser teasers lightbox buttons skip menu "
                + "ticker posted register meta mehr rating ratings share sharing social"
        ),
        (
            .comments,
            "comment comments commentlist commentform commenting respond reply replies disqus kommentar kommentare leserbriefe "
                + "trackback trackbacks pingback pingbacks discussion"
        ),
        (
            .subject,
            "article story report post entry news artikel blog blogpost blogentry beitrag single singlepost node"
        ),
        (
            .content,
            "body content contents text txt copy inner fulltext bodytext articlebody articletext articlecontent storybody "
                + "storytext storycontent postbody posttext postcontent entrycontent entrybody inhalt texte maincontent"
        ),
        (.main, "main primary maincontent hauptinhalt"),
        (
            .caption,
            "caption captions figcaption credit credits imagecaption photocredit bildunterschrift wp-caption-text"
        ),
        (.author, "author authors by byline bylines autor autoren bio authorbio authorbox vcard contributor profile"),
        (.other, "with has no without is show enable hide on overflow label"),
        (.lead, "lead lede intro standfirst summary abstract teaser dek subtitle vorspann anleser excerpt"),
        (
            .standfirst,
            "standfirst dek deck subtitle subtitel subhead subheadline subheading untertitel strapline"
        ),
        (
            .date,
            "date datum dates datetime published publishdate pubdate postdate entrydate timestamp time posted fecha"
        ),
        (.wrapper, "wrapper wrap container page layout grid row site outer"),
    ])

    private var slots: [(hash: UInt64, word: PageWords)]

    init(_ words: [(PageWords, String)]) {
        slots = Array(repeating: (0, []), count: 2048)
        for (word, list) in words {
            for name in list.split(separator: " ") {
                let hash = name.utf8.reduce(Self.seed, Self.step)
                var slot = Int(truncatingIfNeeded: hash & 2047)
                while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & 2047 }
                slots[slot] = (hash, slots[slot].word.union(word))
            }
        }
    }

    subscript(hash: UInt64) -> PageWords {
        var slot = Int(truncatingIfNeeded: hash & 2047)
        while slots[slot].hash != 0 {
            if slots[slot].hash == hash { return slots[slot].word }
            slot = (slot + 1) & 2047
        }
        return []
    }
}
