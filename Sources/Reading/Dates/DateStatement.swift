internal import Documents

/// What a line says of when something was published and when it was changed: `Published 3 March, updated 4 March 2025`.
struct DateStatement {
    private(set) var published: PublicationDate?
    private(set) var modified: PublicationDate?

    private static let changes = PhraseTable([
        "updated", "last updated", "last update", "update:", "last modified", "modified", "last edited", "edited on",
        "last reviewed", "last changed", "lastmod", "aktualisiert", "zuletzt", "letzte änderung",
        "letzte aktualisierung",
        "letztes update", "geändert", "überarbeitet", "aktualisierung", "stand:", "stand ", "mis à jour", "mise à jour",
        "modifié", "actualisé", "dernière modification", "actualizado", "actualizada", "última actualización",
        "modificado", "aggiornato", "aggiornamento", "ultimo aggiornamento", "ultima modifica", "bijgewerkt",
        "laatst gewijzigd", "laatste update", "gewijzigd", "atualizado", "atualizada", "última atualização",
        "aktualizacja", "zaktualizowano", "ostatnia aktualizacja", "uppdaterad", "uppdaterat", "senast uppdaterad",
        "opdateret", "sidst opdateret", "oppdatert", "sist oppdatert", "päivitetty", "muokattu", "обновлено",
        "Обновлено", "изменено", "Изменено", "оновлено", "Оновлено", "aktualizováno", "güncelleme", "güncellendi",
        "frissítve", "actualizat",
    ])
    private static let publications = PhraseTable([
        "published", "first published", "originally published", "originally created", "originally posted", "posted",
        "created", "publish date", "publication date", "date published", "release date", "veröffentlicht", "erstellt",
        "erschienen", "publiziert", "eingestellt am", "gepostet", "publié", "publiée", "mis en ligne", "mise en ligne",
        "créé le", "publicado", "publicada", "creado", "pubblicato", "pubblicata", "creato", "gepubliceerd",
        "geplaatst",
        "opublikowano", "data publikacji", "dodano", "publicerad", "publicerat", "publisert", "udgivet",
        "offentliggjort",
        "julkaistu", "опубликовано", "Опубликовано", "опубліковано", "Опубліковано", "vydáno", "publikováno",
        "yayınlanma", "megjelent", "publicat",
    ])
    /// Clocks and visits: days of the reader, not of the article.
    private static let now = PhraseTable([
        "it is currently", "current time", "the time now", "current date", "today is", "aktuelle zeit", "es ist jetzt",
        "heute ist", "letzter besuch", "last visit", "nous sommes", "oggi è", "hoy es", "it's now", "copyright", "©",
        "(c)",
    ])

    /// - Parameters:
    ///   - text: The line, or what an element holds.
    ///   - label: What stands before it.
    ///   - isLine: Whether nothing but a date may stand there, beside its labels.
    init(_ text: String, label: String = "", order: DateOrder?, isShort: Bool = false) {
        guard text.utf8.contains(where: { $0 &- 48 < 10 }) else { return }
        let text = String(text.drop { $0 == "[" || $0 == "(" || $0 == " " })
        let line = RuleLine(text)
        guard line.count > 0 else { return }
        guard !Self.now.starts(line.folded) else { return }
        var labels = Self.publications.places(in: line.folded, from: 0).map { (offset: $0.offset, isChange: false) }
        labels += Self.changes.places(in: line.folded, from: 0).map { (offset: $0.offset, isChange: true) }
        labels.sort { $0.offset < $1.offset }
        if labels.first.map({ $0.offset > 0 }) ?? true {
            labels.insert((0, Self.isChange(label: label)), at: 0)
        }
        for (number, label) in labels.enumerated() {
            let end = number + 1 < labels.count ? labels[number + 1].offset : line.count
            let part = String(decoding: Array(text.utf8)[label.offset..<end], as: UTF8.self)
            guard let date = Self.date(in: part, order: order, isShort: isShort) else { continue }
            if label.isChange { modified = modified ?? date } else { published = published ?? date }
        }
        // `3 March 2025 (updated)`, `gepostet` behind the date: a label at the end belongs to what stands before it.
        if labels.count == 2, labels[1].isChange, published != nil, modified == nil,
            text.utf8.count - labels[1].offset < 24,
            labels[0].offset == 0, !Self.publications.starts(line.folded)
        {
            (published, modified) = (nil, published)
        }
    }

    /// Whether a label before a date says that something was changed.
    static func isChange(label: String) -> Bool {
        guard !label.isEmpty else { return false }
        let folded = label.folded
        let change = changes.places(in: folded, from: 0).last
        let publication = publications.places(in: folded, from: 0).last
        return change.map { $0.offset > publication?.offset ?? -1 } ?? false
    }

    /// Whether a line says at its start, or of an article, that this is when it was published.
    static func announces(_ text: String) -> Bool {
        let folded = text.folded
        guard let place = publications.places(in: folded, from: 0).first else { return false }
        return place.offset <= 25 || subjects.occurs(in: folded, from: 0)
    }

    /// Whether a line says anywhere that something was published.
    static func speaksOfPublication(_ text: String) -> Bool { !publications.places(in: text.folded, from: 0).isEmpty }

    private static let subjects = PhraseTable([
        "beitrag", "artikel", "eintrag", "entry", "article", "this post", "billet",
    ])

    private static func date(in text: String, order: DateOrder?, isShort: Bool) -> PublicationDate? {
        guard text.utf8.contains(where: { $0 &- 48 < 10 }) else { return nil }
        let scanner = DateScanner(text, order: order)
        return (scanner.date() ?? (isShort ? scanner.shortDate() : nil))?.date
    }
}
