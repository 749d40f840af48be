internal import Rendering
internal import Documents

/// The few words that a digest says by itself, in the language of the page.
struct DigestWords: Sendable {
    /// One article, several; the number stands before.
    private let article: String
    private let articles: String
    /// What the list of key phrases is called.
    let keyphrases: String
    /// The link that leads to the head of the page.
    let top: String
    /// Names of the months, and how a date is put together of day, month and year.
    private let months: [String]
    private let date: String

    private init(_ articles: String, _ keyphrases: String, _ top: String, _ date: String, _ months: String) {
        let forms = articles.split(separator: "|")
        article = String(forms.first ?? "")
        self.articles = String(forms.last ?? "")
        self.keyphrases = keyphrases
        self.top = top
        self.date = date
        self.months = months.split(separator: " ").map { String($0) }
    }

    /// The words of a language, the English ones where there are none.
    static func of(_ language: LanguageTag) -> DigestWords {
        switch language.primary {
        case "de":
            DigestWords(
                "Artikel", "Schlagwörter", "Nach oben", "D. M Y",
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
        case "es":
            DigestWords(
                "artículo|artículos", "Palabras clave", "Volver arriba", "D de M de Y",
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
        case "fr":
            DigestWords(
                "article|articles", "Mots-clés", "Haut de page", "D M Y",
                "janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
        case "it":
            DigestWords(
                "articolo|articoli", "Parole chiave", "Torna su", "D M Y",
                "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre")
        case "nl":
            DigestWords(
                "artikel|artikelen", "Trefwoorden", "Naar boven", "D M Y",
                "januari februari maart april mei juni juli augustus september oktober november december")
        case "pt":
            DigestWords(
                "artigo|artigos", "Palavras-chave", "Voltar ao topo", "D de M de Y",
                "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro")
        default: english
        }
    }

    /// Whether there are words of a language.
    static func speaks(_ language: LanguageTag) -> Bool {
        ["de", "en", "es", "fr", "it", "nl", "pt"].contains(language.primary)
    }

    private static let english = DigestWords(
        "article|articles", "Key phrases", "Back to top", "D M Y",
        "January February March April May June July August September October November December")

    /// How many articles there are.
    func count(_ number: Int) -> String { "\(number) \(number == 1 ? article : articles)" }

    /// How long reading takes, in minutes and at least one.
    func readingTime(seconds: Int) -> String { "\(max(1, (seconds + 30) / 60)) min" }

    /// A day as one writes it.
    func day(_ day: PublicationDate) -> String {
        var text = ""
        for character in date {
            switch character {
            case "D": text += String(day.day)
            case "M": text += months[day.month - 1]
            case "Y": text += String(day.year)
            default: text.append(character)
            }
        }
        return text
    }
}

/// What speakers call their languages.
enum LanguageNames {
    private static let names: [String: String] = [
        "ar": "العربية", "bg": "Български", "bn": "বাংলা", "ca": "Català", "cs": "Čeština", "da": "Dansk",
        "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "eu": "Euskara",
        "fa": "فارسی", "fi": "Suomi", "fr": "Français", "ga": "Gaeilge", "gl": "Galego", "he": "עברית",
        "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "id": "Bahasa Indonesia", "is": "Íslenska",
        "it": "Italiano", "ja": "日本語", "ka": "ქართული", "ko": "한국어", "lt": "Lietuvių", "lv": "Latviešu",
        "ms": "Bahasa Melayu", "nl": "Nederlands", "no": "Norsk", "nb": "Norsk", "pl": "Polski", "pt": "Português",
        "ro": "Română", "ru": "Русский", "sk": "Slovenčina", "sl": "Slovenščina", "sq": "Shqip", "sr": "Српски",
        "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "th": "ไทย", "tr": "Türkçe", "uk": "Українська",
        "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
    ]

    /// The language's own name, or its code where there is none here.
    static func name(of tag: LanguageTag) -> String { names[tag.primary] ?? tag.text }
}
