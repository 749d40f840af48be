internal import Diagnostics
internal import JSON
internal import Store

/// What is kept of results, and what was removed of it.
enum CachePage {
    static func text(_ contents: CacheContents) -> String {
        var lines = [
            "\(Figures.bytes(contents.bytes + contents.companions)) on disk, in "
                + "\(Figures.count(contents.chunks)) chunk\(contents.chunks == 1 ? "" : "s")"
        ]
        if let runs = contents.runs {
            lines.append(
                runs.count == 1
                    ? "written by run \(runs.lowerBound)"
                    : "written by runs \(runs.lowerBound) to \(runs.upperBound)")
        }
        lines += contents.pipelines.map {
            "\(Figures.documents($0.documents)) of \($0.name.map { "'\($0)'" } ?? "a pipeline that isn't known")"
        }
        return lines.map { DisplayText.printable($0) + "\n" }.joined()
    }

    static func json(_ contents: CacheContents) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("bytes", contents.bytes)
            json.member("companions", contents.companions)
            json.member("chunks", contents.chunks)
            WayJSON.number("oldestRun", contents.runs?.lowerBound, &json)
            WayJSON.number("newestRun", contents.runs?.upperBound, &json)
            json.key("pipelines")
            json.array { json in
                for pipeline in contents.pipelines {
                    json.object { json in
                        json.member("pipeline", pipeline.name)
                        json.member("documents", pipeline.documents)
                    }
                }
            }
        }
        return json.text
    }

    static func text(_ removal: CacheRemoval) -> String {
        if removal.wasDamaged { return "the results were damaged: all of them are removed\n" }
        return "removed results of \(Figures.documents(removal.documents)) and \(Figures.count(removal.chunks)) "
            + "chunk\(removal.chunks == 1 ? "" : "s"): \(Figures.bytes(removal.before)) before, "
            + "\(Figures.bytes(removal.after)) now\n"
    }

    static func json(_ removal: CacheRemoval) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("chunks", removal.chunks)
            json.member("documents", removal.documents)
            json.member("before", removal.before)
            json.member("after", removal.after)
            json.member("damaged", removal.wasDamaged)
        }
        return json.text
    }
}
