public import Diagnostics

/// Reads YAML into a positioned tree, within limits.
///
/// Anchors, aliases and merge keys (`<<`) work; tags other than those of text, lists and mappings don't, nor do several
/// documents in a file, keys that aren't text, or a key twice.
public enum YAMLReader {
    /// Reads a file.
    /// - Parameter number: The file's number among those that are read together, which the ranges of nodes have.
    /// - Returns: The tree unless the file could not be parsed to its end, and what is wrong with it.
    public static func read(
        _ file: SourceFile, number: Int = 0, limits: YAMLLimits = .standard
    ) -> (node: YAMLNode?, diagnostics: Diagnostics) {
        if let problem = SourceCheck.problem(of: file, limits: limits) { return (nil, Diagnostics([problem])) }
        return file.bytes.withUnsafeBufferPointer { bytes in
            guard let stream = YAMLEventStream(bytes, file: number) else {
                let problem = Diagnostic.error(
                    "yaml.syntax", "there is no memory to read the file", at: SourceLocation(file, nil))
                return (nil, Diagnostics([problem]))
            }
            var composer = YAMLComposer(stream, file, limits)
            let node = composer.document()
            return (node, composer.diagnostics)
        }
    }
}
