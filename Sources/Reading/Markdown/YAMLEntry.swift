internal import CLibYAML

/// An entry of front matter as libyaml reads it: the texts of a key that has one, or a list of them.
///
/// A mapping counts by its `name`, as for authors. An alias has nothing to stand for.
struct YAMLEntry {
    private(set) var key = ""
    private(set) var values: [String] = []
    /// The collections that are open, outermost first.
    private var open: [(isMapping: Bool, key: String?)] = []

    /// Reads lines that hold one entry; nil when they aren't YAML.
    init?(_ lines: ArraySlice<UInt8>) {
        let isRead = lines.withUnsafeBufferPointer { bytes in
            var parser = yaml_parser_t()
            guard yaml_parser_initialize(&parser) == 1 else { return false }
            defer { yaml_parser_delete(&parser) }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return false }
                defer { yaml_event_delete(&event) }
                if event.type == YAML_ALIAS_EVENT { return false }
                if event.type == YAML_STREAM_END_EVENT { return true }
                take(event)
            }
        }
        guard isRead, !key.isEmpty else { return nil }
    }

    private mutating func take(_ event: yaml_event_t) {
        switch event.type {
        case YAML_MAPPING_START_EVENT: open.append((true, nil))
        case YAML_SEQUENCE_START_EVENT: open.append((false, nil))
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            open.removeLast()
            endValue()
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            take(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        default: break
        }
    }

    private mutating func take(_ text: String, isPlain: Bool) {
        guard let last = open.last else { return }
        if last.isMapping, last.key == nil {
            open[open.count - 1].key = text
            if open.count == 1 { key = text.lowercased() }
            return
        }
        defer { endValue() }
        let isNothing = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
        let isNamed = open.count == 1 || !last.isMapping || last.key == "name"
        let value = TextCleaner.clean(text)
        if isNamed, !isNothing, !value.isEmpty { values.append(value) }
    }

    private mutating func endValue() {
        if let last = open.last, last.isMapping { open[open.count - 1].key = nil }
    }
}
