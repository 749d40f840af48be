internal import Definition
internal import Diagnostics
internal import Foundation
internal import StageKit

/// A configuration as a definition has it, written and read.
enum ConfigurationText {
    /// The options as a mapping in YAML's flow style; those without a value aren't in it.
    /// - Parameter path: What stands for a path that is an option by itself.
    static func mapping(
        of configuration: some StageConfiguration, path: (Path) -> Path = { $0 }
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let members = try OptionTable.options(of: configuration).compactMap { property, option -> String? in
            guard let value = option as? any OptionOfAnyType else { return nil }
            let written = (value.anyValue as? Path).map { path($0) } ?? value.anyValue
            let text = String(decoding: try encoder.encode(written), as: UTF8.self)
            return text == "null" ? nil : "\(OptionTable.key(property)): \(text)"
        }
        return "{ \(members.joined(separator: ", ")) }"
    }

    /// The configuration that a definition with these options gives; nil when it gives none, and what is wrong.
    static func read<C: StageConfiguration>(
        _ text: String, _ type: C.Type, of stage: String
    ) -> (configuration: C?, problems: [String]) {
        let file = SourceFile(path: "options.yaml", text: text)
        let (node, problems) = YAMLReader.read(file)
        guard let node else { return (nil, problems.map(\.message)) }
        let (configuration, wrong) = NodeDecoder.configuration(
            type, from: node, in: [file], subject: stage, at: node.range)
        return (configuration, wrong.filter { $0.severity == .error }.map(\.message))
    }
}

/// An option whose value can be had without knowing its type.
private protocol OptionOfAnyType {
    /// The value.
    var anyValue: any OptionValue { get }
}

extension Option: OptionOfAnyType {
    var anyValue: any OptionValue { wrappedValue }
}
