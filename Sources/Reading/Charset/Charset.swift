/// A character encoding of the WHATWG Encoding Standard, by its IANA name in lower case.
struct Charset: Hashable, Sendable {
    let name: String

    static let utf8 = Charset(name: "utf-8")
    static let utf16LittleEndian = Charset(name: "utf-16le")
    static let utf16BigEndian = Charset(name: "utf-16be")
    static let utf32LittleEndian = Charset(name: "utf-32le")
    static let utf32BigEndian = Charset(name: "utf-32be")
    static let iso2022Japanese = Charset(name: "iso-2022-jp")
    static let windows1252 = Charset(name: "windows-1252")

    private init(name: String) { self.name = name }

    /// The encoding that a label means; nil for unknown labels, and for encodings that hide ASCII in other bytes
    /// (UTF-7, EBCDIC), which nothing on the web uses but to deceive.
    ///
    /// As the standard says, labels lie in known ways: `iso-8859-1` and `ascii` mean windows-1252, `gb2312` means
    /// gb18030, `iso-8859-9` means windows-1254, and so on.
    init?(label: some StringProtocol) {
        let label = label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        guard let name = Self.labels[label] else { return nil }
        self.name = name
    }

    /// Whether it is a form of UTF-16.
    var isWide: Bool { name.hasPrefix("utf-16") }

    /// The converter's name in ICU where it isn't the same.
    var converterName: String {
        switch name {
        case "shift_jis": "windows-31j"
        case "euc-kr": "windows-949"
        case "big5": "big5-hkscs"
        case "macintosh": "macintosh"
        default: name
        }
    }

    /// Labels by encoding, the common ones of the standard's table.
    private static let table: [(name: String, labels: String)] = [
        ("utf-8", "unicode-1-1-utf-8 utf8 utf-8 unicode20utf8 x-unicode20utf8"),
        ("utf-16le", "utf-16 utf-16le unicode ucs-2 csunicode iso-10646-ucs-2 unicodefeff"),
        ("utf-16be", "utf-16be unicodefffe"),
        (
            "windows-1252",
            "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 ascii us-ascii "
                + "ansi_x3.4-1968 cp819 ibm819 iso-ir-100 iso_8859-1:1987 csisolatin1 x-user-defined"
        ),
        ("iso-8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 csisolatin2 iso-ir-101"),
        ("iso-8859-3", "iso-8859-3 iso8859-3 latin3 l3"),
        ("iso-8859-4", "iso-8859-4 iso8859-4 latin4 l4"),
        ("iso-8859-5", "iso-8859-5 iso8859-5 cyrillic iso-ir-144 csisolatincyrillic"),
        ("iso-8859-6", "iso-8859-6 iso8859-6 arabic ecma-114 asmo-708"),
        ("iso-8859-7", "iso-8859-7 iso8859-7 greek greek8 ecma-118 elot_928"),
        ("iso-8859-8", "iso-8859-8 iso8859-8 hebrew iso-8859-8-i iso-8859-8-e logical visual"),
        ("iso-8859-10", "iso-8859-10 iso8859-10 latin6 l6"),
        ("iso-8859-13", "iso-8859-13 iso8859-13"),
        ("iso-8859-14", "iso-8859-14 iso8859-14"),
        ("iso-8859-15", "iso-8859-15 iso8859-15 iso_8859-15 latin9 l9 latin-9"),
        ("koi8-r", "koi8-r koi8 koi koi8_r cskoi8r"),
        ("koi8-u", "koi8-u koi8-ru"),
        ("macintosh", "macintosh mac x-mac-roman csmacintosh"),
        ("ibm866", "ibm866 866 cp866 csibm866"),
        ("windows-874", "windows-874 tis-620 iso-8859-11 iso8859-11 dos-874"),
        ("windows-1250", "windows-1250 cp1250 x-cp1250"),
        ("windows-1251", "windows-1251 cp1251 x-cp1251"),
        ("windows-1253", "windows-1253 cp1253 x-cp1253"),
        ("windows-1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5"),
        ("windows-1255", "windows-1255 cp1255 x-cp1255"),
        ("windows-1256", "windows-1256 cp1256 x-cp1256"),
        ("windows-1257", "windows-1257 cp1257 x-cp1257"),
        ("windows-1258", "windows-1258 cp1258 x-cp1258"),
        ("gb18030", "gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312 iso-ir-58"),
        ("big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
        ("euc-jp", "euc-jp x-euc-jp cseucpkdfmtjapanese"),
        ("iso-2022-jp", "iso-2022-jp csiso2022jp"),
        ("shift_jis", "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis"),
        ("euc-kr", "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 uhc cseuckr"),
    ]

    private static let labels: [String: String] = {
        var labels: [String: String] = [:]
        for row in table { for label in row.labels.split(separator: " ") { labels[String(label)] = row.name } }
        return labels
    }()
}
