/// What `galley new plugin` writes beside a first stage.
enum PluginTemplate {
    /// The file with the plugin's list.
    static func list(_ plugin: String, first type: String) -> String {
        """
        public import StageKit

        /// The stages of \(plugin).
        public enum \(plugin)Plugin: Plugin {
            /// The name.
            public static var name: String { "\(plugin)" }
            /// The stage types, sorted by name.
            public static var stageTypes: [any StageType.Type] { [\(type).self] }
        }

        """
    }
}
