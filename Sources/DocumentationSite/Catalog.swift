internal import Foundation

/// The articles of a site, and the files that go with them.
struct Catalog {
    /// The page that is taken apart, one article a stage type.
    static let reference = "stages"

    private let docs: URL
    private let pages: [String: SourcePage]

    /// Reads the pages of a project.
    init(project: String) throws {
        docs = URL(fileURLWithPath: project).appendingPathComponent("docs")
        let names = try FileManager.default.contentsOfDirectory(atPath: docs.path).filter { $0.hasSuffix(".md") }
        var pages: [String: SourcePage] = [:]
        for name in names {
            let text = try String(contentsOf: docs.appendingPathComponent(name), encoding: .utf8)
            pages[String(name.dropLast(3))] = SourcePage(text)
        }
        self.pages = pages
    }

    /// Writes the catalog, in place of one that is there.
    func write(to path: String) throws {
        let catalog = URL(fileURLWithPath: path)
        try? FileManager.default.removeItem(at: catalog)
        try FileManager.default.createDirectory(
            at: catalog.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: docs.appendingPathComponent("site"), to: catalog)
        for name in try FileManager.default.contentsOfDirectory(atPath: docs.path) where name.hasSuffix(".svg") {
            try FileManager.default.copyItem(
                at: docs.appendingPathComponent(name), to: catalog.appendingPathComponent("Resources/\(name)"))
        }
        for (name, text) in articles {
            try Data(text.utf8).write(to: catalog.appendingPathComponent("\(name).md"))
        }
    }

    /// The articles by their names.
    var articles: [String: String] {
        let links = SiteLinks(pages: pages)
        var articles: [String: String] = [:]
        for (name, page) in pages {
            guard name == Self.reference else {
                articles[name] = links.article(page.text, of: name)
                continue
            }
            let stages = page.sections
            for stage in stages {
                articles[SourcePage.articleName(stage.title)] = links.article(
                    "# \(stage.title)\n\(stage.text)", of: name)
            }
            articles[name] = index(of: stages)
        }
        return articles
    }

    /// The page that leads to those of the stage types.
    private func index(of stages: [(title: String, text: String)]) -> String {
        var families: [(name: String, stages: [String])] = []
        for stage in stages {
            let family = String(stage.title.prefix { $0 != "." })
            if families.last?.name != family { families.append((family, [])) }
            families[families.count - 1].stages.append(SourcePage.articleName(stage.title))
        }
        let topics = families.map { family in
            "### \(family.name)\n\n" + family.stages.map { "- <doc:\($0)>\n" }.joined()
        }
        return "# Stage types\n\nEvery stage type that ships, its options and examples.\n\n## Topics\n\n"
            + topics.joined(separator: "\n")
    }
}
