/// A pipeline definition as the harness knows it, to be written as YAML and to be counted by.
public struct Definition: Sendable {
    /// What stands at an artifact's path.
    public enum ArtifactKind: Sendable, Equatable {
        /// Lines of JSON; compressed by a suffix.
        case lines
        /// A folder of pages.
        case pages
        /// A page of all.
        case digest
    }

    /// An artifact.
    public struct Artifact: Sendable, Equatable {
        /// Where it is, from the folder where the program works.
        public let path: String
        /// What it is.
        public let kind: ArtifactKind
    }

    /// A stage.
    public struct Stage: Sendable {
        /// Its id.
        public var id: String
        /// Its stage type.
        public var uses: String
        /// The stages that it takes documents from.
        public var from: [String] = []
        /// Options, as YAML.
        public var with: [(name: String, value: String)] = []
        /// Conditions, as YAML.
        public var when: String?
        /// What happens to documents that it can't process.
        public var onError: String?
        /// How inputs meet, where that is said.
        public var combine: String?
        /// How inputs meet, where there are several.
        public var isJoin = false
        /// What it publishes.
        public var artifact: Artifact?

        /// A stage of a type.
        public init(_ id: String, _ uses: String, from: [String] = []) {
            self.id = id
            self.uses = uses
            self.from = from
        }

        /// Sets an option.
        public mutating func set(_ name: String, _ value: String) {
            with.removeAll { $0.name == name }
            with.append((name, value))
        }

        fileprivate var yaml: String {
            var keys = ["uses: \(uses)"]
            if !from.isEmpty { keys.append("from: [\(from.joined(separator: ", "))]") }
            if let combine { keys.append("combine: \(combine)") }
            if let when { keys.append("when: \(when)") }
            if let onError { keys.append("on-error: \(onError)") }
            if !with.isEmpty {
                keys.append("with: { \(with.map { "\($0.name): \($0.value)" }.joined(separator: ", ")) }")
            }
            return "  \(id): { \(keys.joined(separator: ", ")) }"
        }
    }

    /// The stages, each after those that it takes documents from.
    public var stages: [Stage]

    /// A definition of stages.
    public init(_ stages: [Stage]) { self.stages = stages }

    /// The artifacts that it publishes.
    public var artifacts: [Artifact] { stages.compactMap(\.artifact) }

    /// The definition as it is written.
    public var yaml: String {
        """
        galley: 1
        name: torture
        state: state
        stages:
        \(stages.map(\.yaml).joined(separator: "\n"))

        """
    }
}
