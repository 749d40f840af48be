/// The options of a stage type: a struct of ``Option`` properties with defaults.
///
/// It is read from the `with` of a definition; keys that it doesn't declare are errors.
public protocol StageConfiguration: Codable, Sendable {
    /// The default configuration.
    init()

    /// What the types and limits of single options can't say, for example options that exclude each other: all of it.
    /// Opens no file; only asked when every single option is right.
    var problems: [OptionProblem] { get }
}

extension StageConfiguration {
    /// Everything is valid.
    public var problems: [OptionProblem] { [] }

    /// Throws the first of ``problems`` that isn't a warning.
    public func validate() throws(OptionProblem) {
        if let error = problems.first(where: { !$0.isWarning }) { throw error }
    }
}

/// The configuration of a stage type without options.
public struct NoOptions: StageConfiguration {
    /// Nothing to configure.
    public init() {}
}

/// An option as help, plans and schemas show it.
public struct OptionDescription: Sendable, Equatable {
    /// The key in a definition.
    public let name: String
    /// The type in words.
    public let typeName: String
    /// What it does.
    public let help: String
    /// The default as one would write it; nil for options that must be given.
    public let defaultText: String?
    /// The texts that are allowed, when they are few.
    public let choices: [String]?
    /// The limits in words.
    public let limits: String?
    /// What the value is made of.
    public let kind: OptionKind
    /// The limits, where they are numbers.
    public let bounds: ClosedRange<Double>?
}

/// Finds the options of a configuration in its stored properties.
package enum OptionTable {
    /// The options in order of declaration, by property name.
    package static func options(of configuration: some StageConfiguration) -> [(
        property: String, option: any AnyOption
    )] {
        Mirror(reflecting: configuration).children.compactMap { child in
            guard let label = child.label, let option = child.value as? any AnyOption else { return nil }
            return (String(label.drop { $0 == "_" }), option)
        }
    }

    /// The descriptions in order of declaration.
    package static func descriptions(of configuration: some StageConfiguration) -> [OptionDescription] {
        options(of: configuration).map { property, option in
            OptionDescription(
                name: key(property), typeName: type(of: option).typeName, help: option.help,
                defaultText: option.isRequired ? nil : option.valueText, choices: type(of: option).choices,
                limits: option.limitsText, kind: type(of: option).kind, bounds: option.bounds)
        }
    }

    /// The key of a property: `minimumLength` is `minimum-length`.
    package static func key(_ property: String) -> String {
        var key = ""
        for character in property {
            if character.isUppercase {
                key += "-" + character.lowercased()
            } else {
                key.append(character)
            }
        }
        return key
    }
}
