import FoundationEssentials
import JSON
import Reading

/// By which model each page is read: the one that ships, or one that hasn't seen the page.
struct PageModels {
    private var models: [BlockModel] = []
    private var places: [String: Int] = [:]

    /// The one that ships reads all.
    init() {}

    /// Reads what `train-pages.py --folds` left.
    init(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else { throw CocoaError(.fileReadNoSuchFile) }
        let json = try JSONValue(parsing: Array(data))
        places = (json["pages"]?.members ?? []).reduce(into: [:]) { $0[$1.name] = $1.value.integer.map { Int($0) } }
        models = (json["models"]?.elements ?? []).compactMap { model in
            guard let first = Self.trees(model["first"]) else { return nil }
            return BlockModel(first: first, second: Self.trees(model["second"]))
        }
    }

    /// The model that reads a page.
    func model(of page: String) -> BlockModel {
        guard let place = places[page], models.indices.contains(place) else { return models.first ?? .fitted }
        return models[place]
    }

    /// All that is the article's, as `galley extract --pages` has it.
    static let whole = PageReader.Options(keepsDateline: true)

    /// What reads a page.
    func reader(of page: String, _ options: PageReader.Options = Self.whole) -> PageReader {
        PageReader(options, model: model(of: page))
    }

    private static func trees(_ json: JSONValue?) -> DecisionTrees? {
        guard let json, let base = json["base"]?.integer, let depth = json["depth"]?.integer else { return nil }
        let numbers = json["numbers"]?.elements.compactMap { $0.integer.map { Int16(clamping: $0) } }
        return DecisionTrees(base: Int32(clamping: base), depth: Int(depth), numbers: numbers ?? [])
    }
}
