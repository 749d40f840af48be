internal import Documents

/// Names of files that are safe on every file system and the same in every run.
enum PageName {
    private static let longest = 80

    /// The title in lower-case ASCII letters, digits and hyphens, and the first digits of the identity:
    /// `harbour-bridge-closes-1a2b3c4d`.
    ///
    /// The digits keep articles of one title apart, and make sure that no name is one that Windows keeps for devices.
    /// - Parameter attempt: 1 for the first name to try; greater ones, for when it is taken, have the whole identity.
    static func name(of article: Article, attempt: Int = 1) -> String {
        name(slug(article.title), article.id, attempt: attempt)
    }

    /// The same of what ``slug(_:)`` made of the title.
    static func name(_ slug: String, _ id: DocumentID, attempt: Int) -> String {
        let id = id.description
        let suffix = attempt == 1 ? String(id.prefix(8)) : attempt == 2 ? id : "\(id)-\(attempt - 1)"
        return "\(slug)-\(suffix)"
    }

    /// The words of a text in lower-case ASCII, joined by hyphens: at most 80 bytes, and never empty.
    static func slug(_ text: String) -> String {
        var slug: [UInt8] = []
        var isBetweenWords = false
        for scalar in text.unicodeScalars {
            let letters = ASCIILetters.of(scalar)
            guard !letters.isEmpty else {
                // An apostrophe or an accent by itself doesn't end a word.
                if !ASCIILetters.isInsideWord(scalar) { isBetweenWords = true }
                continue
            }
            if isBetweenWords, !slug.isEmpty { slug.append(hyphen) }
            isBetweenWords = false
            slug += letters
            if slug.count > longest { break }
        }
        if slug.count > longest {
            slug.removeSubrange(longest...)
            // Whole words, unless that would leave little.
            if let end = slug.lastIndex(of: hyphen), end >= longest / 2 { slug.removeSubrange(end...) }
        }
        return slug.isEmpty ? "article" : String(decoding: slug, as: UTF8.self)
    }

    private static let hyphen = UInt8(ascii: "-")
}

/// Latin letters without their marks.
enum ASCIILetters {
    /// U+00C0 to U+024F; a hyphen where there is no one letter.
    private static let extended: [UInt8] = Array(
        ("aaaaaa-ceeeeiiiidnooooo-ouuuuy--aaaaaa-ceeeeiiiidnooooo-ouuuuy-yaaaaaaccccccccddddeeeeeeeeeegggg"
            + "gggghhhhiiiiiiiiii--jjkkkllllllllllnnnnnnnnnoooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
            + "bbbb--occ-ddd-eeeffg--iikkl-mnnooo--ppr----ttttuuuvyyzz----------------------aaiioouuuuuuuuuueaa"
            + "aa--ggggkkoooo--j---gg--nnaa--ooaaaaeeeeiiiioooorrrruuuusstt--hhnd--zzaaeeooooooooyylntj--acclts"
            + "z--b--eejj-qrryy").utf8)

    /// U+1E00 to U+1EFF.
    private static let additional: [UInt8] = Array(
        ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
            + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasss-daaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
            + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy--vvyy").utf8)

    /// A letter or digit in lower case, or two letters for one that ASCII lacks; nothing for all that isn't Latin.
    static func of(_ scalar: Unicode.Scalar) -> [UInt8] {
        let value = scalar.value
        switch value {
        case 0x30...0x39, 0x61...0x7A: return [UInt8(value)]
        case 0x41...0x5A: return [UInt8(value) + 0x20]
        case 0xC0...0x24F: return letter(extended[Int(value) - 0xC0]) ?? pair(scalar)
        case 0x259: return [UInt8(ascii: "e")]
        case 0x1E00...0x1EFF: return letter(additional[Int(value) - 0x1E00]) ?? pair(scalar)
        // Full-width forms.
        case 0xFF10...0xFF19, 0xFF41...0xFF5A: return [UInt8(value - 0xFEE0)]
        case 0xFF21...0xFF3A: return [UInt8(value - 0xFEC0)]
        default: return []
        }
    }

    /// Whether what isn't a letter stands inside words: apostrophes, combining marks, soft hyphens.
    static func isInsideWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0xAD, 0x2BC, 0x300...0x36F, 0x2018, 0x2019, 0x200C, 0x200D: true
        default: false
        }
    }

    private static func letter(_ byte: UInt8) -> [UInt8]? { byte == UInt8(ascii: "-") ? nil : [byte] }

    private static func pair(_ scalar: Unicode.Scalar) -> [UInt8] {
        switch scalar {
        case "Æ", "æ", "Ǽ", "ǽ", "Ǣ", "ǣ": Array("ae".utf8)
        case "Œ", "œ": Array("oe".utf8)
        case "ß", "ẞ": Array("ss".utf8)
        case "Þ", "þ": Array("th".utf8)
        case "Ĳ", "ĳ": Array("ij".utf8)
        case "Ǆ", "ǅ", "ǆ", "Ǳ", "ǲ", "ǳ": Array("dz".utf8)
        case "Ǉ", "ǈ", "ǉ": Array("lj".utf8)
        case "Ǌ", "ǋ", "ǌ": Array("nj".utf8)
        default: []
        }
    }
}
