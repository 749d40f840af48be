/// What the words of a line are about, as far as it tells furniture from text.
struct BlockWords: OptionSet, Sendable {
    let rawValue: UInt16

    static let subscribe = BlockWords(rawValue: 1)
    static let social = BlockWords(rawValue: 2)
    static let related = BlockWords(rawValue: 4)
    static let comment = BlockWords(rawValue: 8)
    static let credit = BlockWords(rawValue: 16)
    static let legal = BlockWords(rawValue: 32)
    static let author = BlockWords(rawValue: 64)
    static let contact = BlockWords(rawValue: 128)
    static let shop = BlockWords(rawValue: 256)
    static let time = BlockWords(rawValue: 512)
    static let reader = BlockWords(rawValue: 1024)
    static let site = BlockWords(rawValue: 2048)

    /// How many kinds there are.
    static let count = 12

    private static let lists: [(BlockWords, String)] = [
        (
            .subscribe,
            "newsletter newsletters subscribe subscribed subscriber subscribers subscription subscriptions abo abonnieren "
                + "abonniert abonnement abonnez abonner suscríbete suscribirse suscripción iscriviti abbonati inscrever assine "
                + "membership member members register registrieren anmelden anmeldung sign unsubscribe inbox free kostenlos "
                + "gratis login einloggen account konto zapisz subskrybuj donate donation spenden spende unterstützen support "
                + "unterstütze hazte soutenez"
        ),
        (
            .social,
            "facebook twitter instagram youtube whatsapp telegram linkedin pinterest xing tiktok snapchat reddit tumblr share "
                + "shares teilen geteilt partager compartir compartilhar condividi udostępnij tweet follow folgen folge folgt "
                + "síguenos siguenos suivez like likes liken gefällt hashtag social channel kanal app apps android ios podcast"
        ),
        (
            .related,
            "read related see also more watch mehr lesen weiterlesen siehe weitere weitere weiterführende thema themen "
                + "artikel artikeln beitrag beiträge lire aussi voir leer lea también leggi anche leia também lees ook czytaj "
                + "zobacz więcej también además previous next vorheriger nächster zurück back continue tags tag kategorie "
                + "kategorien category categories filed verwandte ähnliche empfehlungen recommended popular trending archiv links "
                + "link hier here click klicken klick"
        ),
        (
            .comment,
            "comment comments kommentar kommentare kommentieren commentaire commentaires comentario comentarios commenti reply "
                + "antworten antwort respond discuss diskutieren leserbrief feedback bewertung bewertungen vote rating review"
        ),
        (
            .credit,
            "photo photos foto fotos bild bilder image images picture credit credits quelle quellen source sources getty "
                + "reuters afp dpa epa shutterstock istock pixabay unsplash fotograf photograph photographer titelbild "
                + "beitragsbild fuente crédit crédits fot grafik abbildung illustration video"
        ),
        (
            .legal,
            "copyright rights reserved rechte vorbehalten disclaimer impressum datenschutz datenschutzerklärung privacy policy "
                + "terms conditions agb cookie cookies lizenz license licence creative commons affiliate provision commission "
                + "haftung gewähr anzeige werbung advertisement advertising sponsored sponsor werbelinks republish "
                + "reproduction published originally erschienen veröffentlicht javascript browser"
        ),
        (
            .author,
            "author autor autorin author's editor redaktion redakteur redakteurin reporter correspondent korrespondent "
                + "journalist journalistin journaliste writer writes contributor columnist freelance freier schreibt studierte "
                + "arbeitet lebt founder gründer professor editorial staff bio über about by von von"
        ),
        (
            .contact,
            "contact kontakt email mail tel telefon telephone phone fax www http https pressekontakt ansprechpartner adresse "
                + "address straße str call anrufen info infos informationen pdf download downloads herunterladen"
        ),
        (
            .shop,
            "shop buy kaufen kauf preis preise price amazon ebay euro eur usd warenkorb cart bestellen lieferung versand "
                + "angebot angebote rabatt deal deals produkt produkte product products inkl mwst"
        ),
        (
            .time,
            "january february march april may june july august september october november december januar februar märz mai "
                + "juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre "
                + "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre updated update "
                + "aktualisiert stand uhr actualizado publicado publié datum date posted am pm ago vor stunden tagen minuten min"
        ),
        (
            .reader,
            "you your you're sie ihre ihren ihr ihnen du dein deine dir dich euch vous votre vos tu tus usted tua tuo você "
                + "sua twój ty please bitte veuillez"
        ),
        (
            .site,
            "our us we our's unser unsere unseren unserem unserer wir uns nous notre nos nuestro nuestra nuestros nosotros "
                + "nostro noi nosso nossa nasz nasza website webseite site magazin magazine zeitung newspaper portal blog online "
                + "edition ausgabe heft"
        ),
    ]

    private static let table: [(hash: UInt64, word: BlockWords)] = {
        var slots = Array(repeating: (hash: UInt64(0), word: BlockWords()), count: 2048)
        for (word, list) in lists {
            for name in list.split(separator: " ") {
                let hash = name.utf8.reduce(PageWordTable.seed, PageWordTable.step)
                var slot = Int(truncatingIfNeeded: hash & 2047)
                while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & 2047 }
                slots[slot] = (hash, slots[slot].word.union(word))
            }
        }
        return slots
    }()

    /// What a word is about.
    static func of(hash: UInt64) -> BlockWords {
        var slot = Int(truncatingIfNeeded: hash & 2047)
        while table[slot].hash != 0 {
            if table[slot].hash == hash { return table[slot].word }
            slot = (slot + 1) & 2047
        }
        return []
    }
}
