/// Words that stand beside a date in a line that states nothing else: labels, weekdays, zones.
enum DateWords {
    static let all: Set<Substring> = Set(
        [
            "published publish posted updated created added filed on at date time the of a p m h am pm t z th st nd rd",
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
            "gmt utc bst cet cest mez mesz est edt cst cdt mst mdt pst pdt ist jst et pt",
            "uhr montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so der den dem vom am",
            "um veröffentlicht stand erstellt erschienen datum publiziert",
            "publié publiée mis mise en ligne le lundi mardi mercredi jeudi vendredi samedi dimanche à de du",
            "publicado publicada fecha lunes martes miércoles jueves viernes sábado domingo el del a las hs hrs",
            "pubblicato pubblicata il alle ore lunedì martedì mercoledì giovedì venerdì sabato domenica data",
            "segunda feira terça quarta quinta sexta às em do",
            "gepubliceerd geplaatst op om uur maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
            "opublikowano dodano data dnia o godz godzina poniedziałek wtorek środa czwartek piątek sobota niedziela r",
            "publicerad publicerades publisert udgivet den kl klo klockan måndag tisdag onsdag torsdag fredag lördag söndag",
            "mandag tirsdag lørdag søndag julkaistu maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
            "pondělí úterý středa čtvrtek pátek neděle v",
            "опубликовано опубліковано дата понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс г",
            "понеділок вівторок середа п'ятниця субота неділя р",
        ].flatMap { $0.split(separator: " ") })
}
