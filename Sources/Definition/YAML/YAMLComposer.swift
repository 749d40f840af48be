import Diagnostics

/// Builds the tree out of events.
///
/// An alias shares the node that it stands for, so it costs no memory; what is bounded is the number of nodes that
/// someone who walks over the tree meets.
struct YAMLComposer: ~Copyable {
    private(set) var diagnostics = Diagnostics()
    private let stream: YAMLEventStream
    private let file: SourceFile
    private let limits: YAMLLimits
    private var anchors: [String: Subtree?] = [:]
    private var count = 0

    /// A node with its number of nodes and levels, aliases replaced.
    private struct Subtree {
        let node: YAMLNode
        let count: Int
        let height: Int
    }

    /// The file can't be read further; the reason was reported.
    private struct Stop: Error {}

    init(_ stream: consuming YAMLEventStream, _ file: SourceFile, _ limits: YAMLLimits) {
        self.stream = stream
        self.file = file
        self.limits = limits
    }

    /// The one document of the file; nil when there is none or it can't be read to its end.
    mutating func document() -> YAMLNode? {
        do {
            guard try startDocument() != nil else {
                report("yaml.empty", "the file is empty", nil, help: "a definition begins with 'galley: 1'")
                return nil
            }
            let root = try subtree(try event(), depth: 0)
            if let second = try startDocument() {
                report(
                    "yaml.multiple-documents", "a second document begins here", second,
                    help: "a file holds one definition; remove '---'")
                return nil
            }
            return root.node
        } catch {
            return nil
        }
    }

    private mutating func startDocument() throws(Stop) -> SourceRange? {
        while true {
            let event = try event()
            switch event.kind {
            case .documentStart: return event.range
            case .end: return nil
            default: continue
            }
        }
    }

    private mutating func event() throws(Stop) -> YAMLEvent {
        do {
            return try stream.next()
        } catch {
            diagnostics.append(SyntaxProblem.diagnostic(error, in: file))
            throw Stop()
        }
    }

    private mutating func subtree(_ event: YAMLEvent, depth: Int) throws(Stop) -> Subtree {
        try enter(1, depth, event.range)
        switch event.kind {
        case .alias(let name): return try alias(name, event.range, depth: depth)
        case .scalar(let scalar, let properties):
            let isKnown = checkTag(properties.tag, among: ["tag:yaml.org,2002:str"], event.range)
            let node = isKnown ? node(scalar, properties, event.range) : YAMLNode(.unresolved, at: event.range)
            let tree = Subtree(node: node, count: 1, height: 0)
            if let name = properties.anchor { anchors[name] = .some(tree) }
            return tree
        case .sequenceStart(let properties):
            return try collection(properties, event.range) { (composer) throws(Stop) in
                try composer.sequence(from: event.range, depth: depth + 1)
            }
        case .mappingStart(let properties):
            return try collection(properties, event.range) { (composer) throws(Stop) in
                try composer.mapping(from: event.range, depth: depth + 1)
            }
        case .documentStart, .end, .collectionEnd, .other:
            return Subtree(node: YAMLNode(.null, at: event.range), count: 1, height: 0)
        }
    }

    private mutating func collection(
        _ properties: NodeProperties, _ range: SourceRange,
        _ body: (inout YAMLComposer) throws(Stop) -> Subtree
    ) throws(Stop) -> Subtree {
        _ = checkTag(properties.tag, among: ["tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"], range)
        // Known but not finished, so that an alias inside is told from one that is unknown.
        if let name = properties.anchor { anchors[name] = .some(nil) }
        let tree = try body(&self)
        if let name = properties.anchor { anchors[name] = .some(tree) }
        return tree
    }

    private mutating func sequence(from range: SourceRange, depth: Int) throws(Stop) -> Subtree {
        var elements: [YAMLNode] = []
        var (count, height) = (1, 0)
        while true {
            let event = try event()
            if case .collectionEnd = event.kind {
                let range = range.with(end: end(of: range, elements.last?.range, event.range))
                return Subtree(node: YAMLNode(.sequence(elements), at: range), count: count, height: height)
            }
            let element = try subtree(event, depth: depth)
            elements.append(element.node)
            count += element.count
            height = max(height, element.height + 1)
        }
    }

    private mutating func mapping(from range: SourceRange, depth: Int) throws(Stop) -> Subtree {
        var pairs = MappingPairs()
        var (count, height) = (1, 0)
        var last: SourceRange?
        while true {
            let event = try event()
            if case .collectionEnd = event.kind {
                let range = range.with(end: end(of: range, last, event.range))
                return Subtree(node: YAMLNode(.mapping(pairs.merged), at: range), count: count, height: height)
            }
            let key = try key(event, depth: depth)
            let value = try subtree(try self.event(), depth: depth)
            count += value.count + 1
            height = max(height, value.height + 1)
            // An alias stands elsewhere; the mapping doesn't reach there.
            last = value.node.range.start >= event.range.start ? value.node.range : event.range
            if let key { add(key, value.node, to: &pairs) }
        }
    }

    /// The key of a pair, and whether it is a merge key.
    private mutating func key(_ event: YAMLEvent, depth: Int) throws(Stop) -> MappingKey? {
        let tree = try subtree(event, depth: depth)
        if case .scalar(let scalar, _) = event.kind {
            if scalar.text.isEmpty {
                report("yaml.key", "a key is missing before ':'", event.range, help: "write 'key: value'")
                return nil
            }
            return MappingKey(
                name: Located(scalar.text, at: event.range), isMerge: scalar == YAMLScalar("<<"))
        }
        if let scalar = tree.node.scalar {
            return MappingKey(name: Located(scalar.text, at: event.range), isMerge: false)
        }
        report("yaml.key", "a key must be text", event.range, help: "put text that begins with '[' or '{' in quotes")
        return nil
    }

    private mutating func add(_ key: MappingKey, _ value: YAMLNode, to pairs: inout MappingPairs) {
        if key.isMerge {
            if !pairs.merge(value) {
                report(
                    "yaml.merge", "'<<' must be given a mapping or a list of mappings", key.name.range,
                    help: "write '<<: *name' where &name stands before a mapping")
            }
        } else if let first = pairs.add(key.name, value) {
            report(
                "yaml.duplicate-key", "the key '\(key.name.value)' is used twice", key.name.range,
                help: "rename or remove one of them",
                notes: [DiagnosticNote("it is first used here", at: SourceLocation(file, first))])
        }
    }

    private mutating func alias(_ name: String, _ range: SourceRange, depth: Int) throws(Stop) -> Subtree {
        guard let anchor = anchors[name] else {
            report(
                "yaml.unknown-alias", "there is no anchor '&\(name)' above", range,
                help: Suggestion.help(for: name, among: anchors.keys)
                    ?? "an anchor must stand before its aliases; put a pattern such as '*\(name)' in quotes")
            return Subtree(node: YAMLNode(.unresolved, at: range), count: 1, height: 0)
        }
        guard let tree = anchor else {
            report(
                "yaml.recursive-alias", "the alias '*\(name)' stands inside what it stands for", range,
                help: "an alias can only stand after what it repeats")
            return Subtree(node: YAMLNode(.unresolved, at: range), count: 1, height: 0)
        }
        try enter(tree.count - 1, depth + tree.height, range)
        return tree
    }

    private func node(_ scalar: YAMLScalar, _ properties: NodeProperties, _ range: SourceRange) -> YAMLNode {
        if properties.tag == "tag:yaml.org,2002:str" || properties.tag == "!" {
            return YAMLNode(.scalar(YAMLScalar(scalar.text, style: .quoted)), at: range)
        }
        let isNull = scalar.style == .plain && (scalar.text.isEmpty || scalar.text == "~" || scalar.text == "null")
        return YAMLNode(isNull ? .null : .scalar(scalar), at: range)
    }

    /// Counts nodes that are met at a depth.
    private mutating func enter(_ nodes: Int, _ depth: Int, _ range: SourceRange) throws(Stop) {
        count += nodes
        if depth > limits.depth {
            report(
                "yaml.too-deep", "more than \(limits.depth) lists and mappings are inside each other", range,
                help: "split the definition")
            throw Stop()
        }
        if count > limits.nodes {
            report(
                "yaml.too-many-nodes", "the definition has more than \(limits.nodes) values, aliases included", range,
                help: "use fewer aliases, or split the definition")
            throw Stop()
        }
    }

    /// Whether a tag is known; reports one that isn't, of which nobody knows what value was meant.
    private mutating func checkTag(_ tag: String?, among known: [String], _ range: SourceRange) -> Bool {
        guard let tag, tag != "!", !known.contains(tag) else { return true }
        let prefix = "tag:yaml.org,2002:"
        let written = tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
        report(
            "yaml.tag", "the tag '\(written.shortened)' isn't known", range,
            help: "remove it; values are converted by what is wanted")
        return false
    }

    private func end(of start: SourceRange, _ last: SourceRange?, _ event: SourceRange) -> Int {
        // In block style libyaml ends a collection where the next token begins.
        let isFlow = event.end > event.start
        return isFlow ? event.end : max(last?.end ?? start.end, start.start)
    }

    private mutating func report(
        _ code: String, _ message: String, _ range: SourceRange?, help: String?, notes: [DiagnosticNote] = []
    ) {
        diagnostics.append(.error(code, message, at: SourceLocation(file, range), help: help, notes: notes))
    }
}
