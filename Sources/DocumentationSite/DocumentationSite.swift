internal import Foundation

/// `DocumentationSite PROJECT CATALOG`: makes a DocC catalog of a project's `docs/`.
///
/// The pages under `docs/` are the one home of every text: they are read on a forge as they are. Here each becomes an
/// article, its links those of DocC; every stage type gets a page of its own; what only the site has is in `docs/site`.
@main
enum DocumentationSite {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: DocumentationSite PROJECT CATALOG\n".utf8))
            exit(64)
        }
        try Catalog(project: CommandLine.arguments[1]).write(to: CommandLine.arguments[2])
    }
}
