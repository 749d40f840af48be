internal import Definition
internal import StageKit

/// An option of a stage as it is in effect.
public struct PlannedOption: Sendable, Hashable {
    /// The key in a definition.
    public let name: String
    /// The value as one would write it, the default where the definition gives none; what comes from the environment
    /// stays `${env:…}`.
    public let value: String
    /// Whether the definition gives it.
    public let isGiven: Bool
    /// The value itself, which may be secret.
    package let actual: String
    /// Whether it only decides which units a source reads.
    package let choosesDocuments: Bool

    /// Makes an option.
    package init(
        name: String, value: String, isGiven: Bool, actual: String? = nil, choosesDocuments: Bool = false
    ) {
        self.name = name
        self.value = value
        self.isGiven = isGiven
        self.actual = actual ?? value
        self.choosesDocuments = choosesDocuments
    }

    /// The options of a configuration in order of declaration.
    static func options(of configuration: some StageConfiguration, given: YAMLNode?) -> [PlannedOption] {
        OptionTable.options(of: configuration).map { property, option in
            let name = OptionTable.key(property)
            let node = given?[name]
            let value = node.flatMap { $0.holdsSecret ? $0.displayText : nil } ?? option.valueText
            return PlannedOption(
                name: name, value: value, isGiven: node != nil, actual: option.valueText,
                choosesDocuments: option.choosesDocuments)
        }
    }
}
