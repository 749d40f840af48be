import Documents
import FoundationEssentials
import JSON
import Reading

/// Writes what is read of every page of a folder, as one JSON object a line: for measures that others compute.
enum PageDump {
    static func run(folder: String, _ models: PageModels) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".htm") }
        for name in names.sorted() {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
            let options = PageReader.Options(explains: true, keepsDateline: true)
            let page = try? models.reader(of: name, options).read(Array(data), address: name)
            var json = JSONWriter()
            json.object { json in
                json.key("name")
                json.value(name)
                json.key("title")
                json.value(page?.metadata.title ?? "")
                json.key("subtitle")
                json.value(page?.metadata.subtitle ?? "")
                json.key("articleBody")
                json.value(page?.articleBody ?? "")
                json.key("decisions")
                json.array { json in
                    for decision in page?.decisions ?? [] {
                        json.value("\(decision.isKept ? "+" : "-") \(decision.reason)\t\(decision.text)")
                    }
                }
            }
            print(json.text)
        }
    }

    /// Writes the numbers that a page's blocks are judged by, as one JSON object a page.
    static func features(folder: String, _ models: PageModels) throws {
        print("[\(PageTraining.features.map { "\"\($0)\"" }.joined(separator: ","))]")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let whole = folder + "/" + name
            let path = FileManager.default.fileExists(atPath: whole + "/source.html") ? whole + "/source.html" : whole
            guard let data = FileManager.default.contents(atPath: path),
                let page = try? PageTraining(Array(data), address: name, model: models.model(of: name))
            else { continue }
            var json = JSONWriter()
            json.object { json in
                json.key("name")
                json.value(name)
                json.key("pieces")
                json.array { json in
                    for piece in page.pieces {
                        json.array { json in
                            json.value(piece.text)
                            for value in piece.values { json.value(value) }
                        }
                    }
                }
            }
            print(json.text)
        }
    }
}
