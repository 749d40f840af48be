/// A library of stage types, registered when the program is built.
public protocol Plugin {
    /// The plugin's name.
    static var name: String { get }

    /// The stage types that it ships, sorted by name.
    static var stageTypes: [any StageType.Type] { get }
}

/// A plugin that ships with Galley: whoever releases it raises the versions of its stage types, and a user can't.
package protocol ShippedPlugin: Plugin {}

/// The immutable set of stage types that a program was built with.
public struct Registry: Sendable {
    /// The stage types, sorted by name.
    public let stageTypes: [StageDescriptor]
    /// The names of those that don't ship with Galley.
    package let ownTypes: Set<String>

    private let index: [String: Int]

    /// Collects the stage types of plugins.
    /// - Throws: ``RegistryError`` when two have the same name or one has a name that isn't `family.thing`.
    public init(plugins: [any Plugin.Type]) throws(RegistryError) {
        var descriptors: [StageDescriptor] = []
        var own: Set<String> = []
        for plugin in plugins {
            for type in plugin.stageTypes { descriptors.append(type.descriptor) }
            if !(plugin is any ShippedPlugin.Type) { own.formUnion(plugin.stageTypes.map { $0.name }) }
        }
        descriptors.sort { $0.name < $1.name }
        for (first, second) in zip(descriptors, descriptors.dropFirst()) where first.name == second.name {
            throw RegistryError(message: "two stage types are named '\(first.name)'")
        }
        for descriptor in descriptors where !Self.isValid(descriptor.name) {
            throw RegistryError(message: "stage type '\(descriptor.name)' isn't named family.thing in lower case")
        }
        stageTypes = descriptors
        ownTypes = own
        index = Dictionary(uniqueKeysWithValues: descriptors.enumerated().map { ($1.name, $0) })
    }

    /// The stage type of a name; constant time.
    public subscript(name: String) -> StageDescriptor? { index[name].map { stageTypes[$0] } }

    /// Whether a name is `family.thing` in lower case.
    package static func isValid(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            }
    }
}

/// A set of plugins that can't be registered together.
public struct RegistryError: Error, Sendable {
    /// What is wrong.
    public let message: String
}
