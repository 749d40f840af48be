internal import Diagnostics
internal import Documents
internal import Files
internal import JSON
internal import Reading

/// A folder of pages, read one by one into a JSON object with the body of each by its name.
struct PageFolder: Sendable {
    private static let suffixes = [".html", ".html.gz"]

    private struct Body: Sendable {
        var text = ""
        var problem: String?
        /// Whether another page goes under its name, and it has no place in the object.
        var isNamesake = false
    }

    private let folder: FilePath
    private let reader: PageReader

    init(_ folder: FilePath, keepsComments: Bool) {
        self.folder = folder
        reader = PageReader(PageReader.Options(keepsComments: keepsComments, keepsDateline: true))
    }

    /// Reads all pages and writes the file in one step; gives the exit code.
    func write(to output: String) async throws -> Int32 {
        let pages: [(name: String, path: FilePath)]
        do throws(FileError) {
            pages = try Folder.names(in: folder).compactMap { name in
                let suffix = Self.suffixes.first { name.hasSuffix($0) }
                return suffix.map { (name.dropLast($0.utf8.count).text, folder.appending(name)) }
            }
        } catch {
            throw Failure(ExitCode.noInput, "\(folder.text) can't be read: \(error.reason)", help: error.help)
        }
        guard !pages.isEmpty else {
            throw Failure(
                ExitCode.noInput, "there is no page in \(folder.text)",
                help: "pages are files whose names end in .html or .html.gz")
        }
        let file = try OutputFile("--out", output)
        if isPage(file) {
            throw Failure(
                ExitCode.usage, "'--out \(output)' would write a page of '--pages \(folder.text)'",
                help: "end its name with .json, or give another folder")
        }
        let bodies = withoutNamesakes(pages.map(\.name), await read(pages.map(\.path)))
        var json = JSONWriter()
        json.object { json in
            for (page, body) in zip(pages, bodies) where !body.isNamesake {
                json.key(page.name)
                json.object { $0.member("articleBody", body.text) }
            }
        }
        json.endLine()
        try Definitions.write(json.bytes, to: output)
        let problems = zip(pages, bodies).compactMap { page, body in body.problem.map { (page.path, $0) } }
        for (path, problem) in problems {
            Output.messages.line("warning: \(DisplayText.printable(path.text)): \(problem)")
        }
        return problems.isEmpty ? ExitCode.done : ExitCode.quarantined
    }

    /// Whether a file would be read as a page the next time.
    private func isPage(_ file: OutputFile) -> Bool {
        let place = FilePath(file.path).canonical
        return place.folder == folder.canonical && Self.suffixes.contains { place.hasSuffix($0) }
    }

    /// Of pages of one name, `a.html` and `a.html.gz`, the first keeps it: an object has a name once.
    private func withoutNamesakes(_ names: [String], _ bodies: [Body]) -> [Body] {
        var taken: Set<String> = []
        return zip(names, bodies).map { name, body in
            guard !taken.insert(name).inserted else { return body }
            let name = DisplayText.printable(name)
            return Body(problem: "is left out: another page of the folder is called '\(name)'", isNamesake: true)
        }
    }

    /// Reads pages on all cores; in their order.
    private func read(_ paths: [FilePath]) async -> [Body] {
        let workers = min(Surroundings.cores, paths.count)
        return await withTaskGroup(of: [(Int, Body)].self) { group in
            for worker in 0..<workers {
                group.addTask { stride(from: worker, to: paths.count, by: workers).map { ($0, body(paths[$0])) } }
            }
            var bodies = [Body](repeating: Body(), count: paths.count)
            for await read in group { for (index, body) in read { bodies[index] = body } }
            return bodies
        }
    }

    private func body(_ path: FilePath) -> Body {
        do {
            let (bytes, isWhole) = try ByteStream(path).rest(limit: ArticleReader().maximumBytes)
            guard isWhole else { return Body(problem: "is longer than \(ArticleReader().maximumBytes) bytes") }
            let page = try reader.read(bytes, address: path.text)
            return Body(text: page.articleBody, problem: page.blocks.isEmpty ? "no text is left after cleaning" : nil)
        } catch {
            switch error {
            case let error as FileError: return Body(problem: error.reason)
            case let error as ReadingError: return Body(problem: error.message)
            default: return Body(problem: "\(error)")
            }
        }
    }
}
