internal import JSON
internal import StageKit
internal import Store

/// The way of a document, for machines.
enum WayJSON {
    /// A way, stage by stage.
    static func text(_ told: DescribedWay) -> String {
        let way = told.way
        var json = JSONWriter()
        json.object { json in
            members(way.document, &json)
            json.member("size", way.byteCount)
            number("since", way.since, &json)
            json.member("outcome", way.run?.outcome.rawValue)
            number("keptBy", way.keptBy, &json)
            number("unchangedIn", way.unchangedIn, &json)
            json.member("kept", way.kept)
            json.key("stages")
            json.array { json in
                for (index, stage) in way.stages.enumerated() {
                    write(stage, told.effects[index], told.locations[index], to: &json)
                }
            }
        }
        return json.text
    }

    /// The documents that may be meant, or that are called something like it.
    static func text(_ matches: DocumentMatches, suggestions: [KnownDocument]) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("by", matches.kind?.rawValue)
            list("matches", matches.documents, &json)
            json.member("more", matches.isMore)
            list("suggestions", suggestions, &json)
        }
        return json.text
    }

    private static func list(_ name: String, _ documents: [KnownDocument], _ json: inout JSONWriter) {
        json.key(name)
        json.array { json in for document in documents { json.object { members(document, &$0) } } }
    }

    private static func members(_ document: KnownDocument, _ json: inout JSONWriter) {
        json.member("document", document.id)
        json.member("pipeline", document.pipeline)
        json.member("reader", document.source)
        json.member("source", document.locator)
        json.member("title", document.title)
        json.member("url", document.url)
        json.member("run", document.run)
        number("gone", document.gone, &json)
    }

    private static func write(
        _ stage: WayStage, _ effect: StageEffect?, _ location: PieceLocation?, to json: inout JSONWriter
    ) {
        json.object { json in
            json.member("stage", stage.id)
            json.member("type", stage.type)
            json.member("outcome", stage.outcome.rawValue)
            json.member("known", stage.isKnown)
            json.member("microseconds", stage.microseconds)
            json.member("given", stage.given)
            json.member("form", effect?.form)
            for (name, layers) in [("adds", effect?.adds), ("may-add", effect?.mayAdd)] {
                json.key(name)
                // Where its options declare more, what it adds isn't known.
                if let layers, effect?.isPartial == false {
                    json.array { json in for layer in layers { json.value(layer) } }
                } else {
                    json.null()
                }
            }
            json.member("code", stage.code)
            json.member("reason", stage.reason)
            json.member("in-favour-of", stage.inFavourOf)
            json.member("in-favour-of-document", stage.favoured)
            json.key("similarity")
            if let similarity = stage.similarity { json.value(similarity) } else { json.null() }
            json.member("artifact", stage.artifact)
            var place: (file: String?, range: Range<Int>?) = (nil, nil)
            switch location {
            case .file(let name): place.file = name
            case .bytes(let range): place.range = range
            case nil: break
            }
            json.member("file", place.file.map { (stage.artifact ?? "") + $0 })
            number("start", place.range?.lowerBound, &json)
            number("length", place.range?.count, &json)
        }
    }

    static func number(_ name: String, _ number: Int?, _ json: inout JSONWriter) {
        json.key(name)
        if let number { json.value(number) } else { json.null() }
    }
}
