import Foundation

/// What the compiler says of code that the author of a stage writes.
enum Compiler {
    /// The errors, each once, and what is noted of requirements; without places.
    /// - Parameter file: A file with all its imports, of modules that are built beside the tests.
    static func messages(of file: String) throws -> [String] {
        let modules = Program.binary.deletingLastPathComponent().appendingPathComponent("Modules").path
        let libraries = try FileManager.default.contentsOfDirectory(atPath: Program.project + "/Sources")
            .filter { $0.hasPrefix("C") }.flatMap { ["-I", Program.project + "/Sources/" + $0] }
        let options = ["-typecheck", "-swift-version", "6", "-module-name", "Author", "-diagnostic-style", "llvm"]
        let result = try Shells.run("swiftc", options + ["-I", modules] + libraries + [file])
        var messages: [String] = []
        for line in result.messages.split(separator: "\n") {
            let told = /: (error: .*|note: (?:protocol requires|candidate|unable to infer).*)$/
            guard let found = line.firstMatch(of: told) else { continue }
            let message = String(found.output.1)
            if !messages.contains(message) { messages.append(message) }
        }
        return messages
    }
}
