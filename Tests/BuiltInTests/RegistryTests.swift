import BuiltIn
import Foundation
import StageKit
import Testing

/// The one list of plugins against the folders: what is written is registered, and stands where one looks for it.
@Suite struct RegistryTests {
    private static let plugins = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Plugins")

    /// `extract.key-phrases` is `ExtractKeyPhrases`.
    private static func typeName(_ stageType: String) -> String {
        stageType.split { $0 == "." || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    @Test func everyFolderIsAPluginAndInTheList() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.plugins.path)
        #expect(Set(folders) == Set(builtInPlugins.map { $0.name }).union(["BuiltIn"]))
    }

    /// Results that another build of the program kept are told of for all others.
    @Test func allThatShipSaySo() throws {
        #expect(try Registry(plugins: builtInPlugins).ownTypes == [])
        enum Own: Plugin {
            static var name: String { "Own" }
            static var stageTypes: [any StageType.Type] { [ExtractTerms.self] }
        }
        #expect(try Registry(plugins: builtInPlugins + [Own.self]).ownTypes == ["extract.terms"])
    }

    @Test func everyStageTypeHasItsFileAndEveryFileIsRegistered() throws {
        for plugin in builtInPlugins {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: Self.plugins.appendingPathComponent(plugin.name).path)
            let declared = try files.filter { $0.hasSuffix(".swift") }.filter { file in
                let path = Self.plugins.appendingPathComponent(plugin.name).appendingPathComponent(file)
                return try String(contentsOf: path, encoding: .utf8).contains("static var name: String { \"")
                    && !file.hasSuffix("Plugin.swift")
            }
            // `PublishJSONL` is `publish.jsonl`.
            let registered = plugin.stageTypes.map { (Self.typeName($0.name) + ".swift").lowercased() }
            #expect(declared.map { $0.lowercased() }.sorted() == registered.sorted(), "\(plugin.name)")
        }
    }

    @Test func aPluginHoldsOneFamilyInOrder() {
        for plugin in builtInPlugins {
            let names = plugin.stageTypes.map { $0.name }
            #expect(names == names.sorted())
            #expect(Set(names.map { String($0.prefix { $0 != "." }) }) == [plugin.name.lowercased()])
        }
    }

    @Test func everyStageTypeTellsWhatAUserMustKnow() throws {
        for type in try Registry(plugins: builtInPlugins).stageTypes {
            #expect(!type.summary.isEmpty && !type.summary.hasSuffix("."), "\(type.name)")
            #expect(type.summary.first?.isLowercase == true, "\(type.name)")
            #expect(type.discussion.count > 100, "\(type.name)")
            for option in type.options { #expect(option.help.count > 10, "\(type.name) \(option.name)") }
        }
    }
}
