/// The names of the months, with their abbreviations and the endings they take in dates.
enum MonthNames {
    /// English, German, French, Spanish, Italian, Dutch, Portuguese, Catalan, Polish, Czech, Slovak, Hungarian, Romanian,
    /// the languages of Scandinavia, Finnish, Turkish, Indonesian, Serbian, Slovene.
    private static let latin = [
        """
        january jan januar jänner jän januari janvier janv enero ene gennaio gen janeiro gener stycznia styczeń sty ledna \
        leden januára január január januára januárja ianuarie ian tammikuuta tammikuu ocak oca
        """,
        """
        february feb februar feber februari février fevrier févr fév febrero febbraio fevereiro fev febrer lutego luty lut \
        února únor februára február februarie helmikuuta helmikuu şubat şub
        """,
        """
        march mar märz maerz mär mrz mars marzo maart mrt março març marca marzec března březen marec március márc martie \
        maaliskuuta maaliskuu marts mart maret marec
        """,
        """
        april apr avril avr abril abr aprile kwietnia kwiecień kwi dubna duben apríla apríl április ápr aprilie huhtikuuta \
        huhtikuu nisan nis
        """,
        """
        may mai mei mayo maggio mag maio maig maja maj května květen mája máj május toukokuuta toukokuu mayıs
        """,
        """
        june jun juni juin junio giugno giu junho juny czerwca czerwiec cze června červen júna jún június jún iunie iun \
        kesäkuuta kesäkuu haziran haz junij junija
        """,
        """
        july jul juli juillet juil julio luglio lug julho juliol lipca lipiec lip července červenec júla júl július iulie \
        iul heinäkuuta heinäkuu temmuz tem julij julija
        """,
        """
        august aug août aout augustus augusti agosto ago agost sierpnia sierpień sie srpna srpen augusta augusztus \
        elokuuta elokuu ağustos ağu agustus avgust avgusta avg
        """,
        """
        september sept sep septembre septiembre setiembre settembre set setembro setembre września wrzesień wrz září \
        septembra szeptember szept septembrie syyskuuta syyskuu eylül eyl septembar
        """,
        """
        october oct oktober okt octobre octubre ottobre ott outubro out października październik paź října říjen októbra \
        október octombrie lokakuuta lokakuu ekim eki oktobar oktobra
        """,
        """
        november nov novembre noviembre novembro listopada listopad lis listopadu novembra noiembrie noi marraskuuta \
        marraskuu kasım kas novembar
        """,
        """
        december dec dezember dez décembre decembre déc diciembre dicembre dic dezembro desembre grudnia grudzień gru \
        prosince prosinec decembra decembrie joulukuuta joulukuu desember des aralık ara decembar
        """,
    ]

    /// Russian, Ukrainian, Bulgarian, Serbian, Greek, Arabic.
    private static let others = [
        "января январь янв січня січень януари јануар ιανουαρίου ιανουάριος ιαν يناير",
        "февраля февраль фев лютого лютий февруари фебруар φεβρουαρίου φεβρουάριος φεβ فبراير",
        "марта март мар березня березень мартa μαρτίου μάρτιος μαρ مارس",
        "апреля апрель апр квітня квітень април απριλίου απρίλιος απρ أبريل ابريل",
        "мая май травня травень мај μαΐου μαΐος μαϊ مايو",
        "июня июнь июн червня червень юни јун ιουνίου ιούνιος ιουν يونيو",
        "июля июль июл липня липень юли јул ιουλίου ιούλιος ιουλ يوليو",
        "августа август авг серпня серпень αυγούστου αύγουστος αυγ أغسطس اغسطس",
        "сентября сентябрь сен сент вересня вересень септември септембар σεπτεμβρίου σεπτέμβριος σεπ سبتمبر",
        "октября октябрь окт жовтня жовтень октомври октобар οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر",
        "ноября ноябрь ноя нояб листопада листопад ноември новембар νοεμβρίου νοέμβριος νοε نوفمبر",
        "декабря декабрь дек грудня грудень декември децембар δεκεμβρίου δεκέμβριος δεκ ديسمبر",
    ]

    private static let months = [latin, others].joined().enumerated().reduce(into: [Substring: Int]()) { months, row in
        for name in row.element.split(separator: " ") { months[name] = row.offset % 12 + 1 }
    }

    /// The month of a name or its abbreviation, in lower case.
    static func month(_ word: some StringProtocol) -> Int? { months[Substring(word)] }
}
