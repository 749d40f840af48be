/// Words by which a byline that names nobody is told.
enum BylineWords {
    /// Words that no person's name has: offices, agencies, links. A newsroom signs with them, not somebody.
    static let offices = words(
        """
        staff editor editors editorial newsroom desk team reporter reporters redaktion admin \
        administrator agency agencies wire correspondent correspondents news online press association \
        associated reuters ap afp dpa editorialteam webmaster contributor contributors writer writers \
        author authors anonymous unknown redakcja rédaction redazione redactie redacción redaccion \
        redação toimitus redakce onlineredaktion autor gastautor guest newsdesk agentur \
        nachrichtenagentur presseagentur presse agence agencia agenzia efe ansa kna epd sid apa ots pap \
        tass xinhua bloomberg correspondant corresponsal corrispondente korrespondent university \
        institute project foundation magazine newspaper zeitung verlag gmbh inc ltd llc superuser root \
        moderator community follow subscribe share comment comments updated published posted read \
        facebook twitter whatsapp email print account log login logout sign menu more view all alle \
        articles artikel posts beiträge co kg ag se photo photos foto fotos фото bild gespräch interview \
        noticias nachrichten notizie wiadomości новости nieuws nyheter nouvelles uncategorized \
        editorteam guestpost
        """)
    /// Words that tell even amid others that nobody signs.
    static let nobody = words("staff admin administrator redaktion newsroom webmaster")
    /// Words of links that stand behind a name: `Jane Doe View all posts`.
    static let links = words("view all more follow alle mehr weitere read contact")

    private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }
}
