internal import CLibYAML
import Diagnostics

/// The events of libyaml for a text whose bytes were checked.
struct YAMLEventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let offsets: ScalarOffsets
    private let file: Int

    /// - Parameters:
    ///   - bytes: Must stay valid as long as the stream is used.
    ///   - file: The file's number, for ranges.
    /// - Returns: nil when there is no memory.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, file: Int) {
        self.file = file
        // libyaml would count a byte order mark as a character here and there, and here and there not.
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = UnsafeBufferPointer(rebasing: bytes[mark...])
        offsets = ScalarOffsets(text, base: mark)
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; after ``YAMLEvent/Kind/end`` or an error there is none to ask for.
    func next() throws(YAMLSyntaxError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { yaml_event_delete(&event) }
        let range = SourceRange(offsets[event.start_mark.index], offsets[event.end_mark.index], in: file)
        return YAMLEvent(kind: kind(of: event), range: range)
    }

    private func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_STREAM_END_EVENT: return .end
        case YAML_ALIAS_EVENT: return .alias(Self.text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let style: YAMLScalar.Style = scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain : .quoted
            return .scalar(YAMLScalar(text, style: style), Self.properties(scalar.anchor, scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return .sequenceStart(Self.properties(start.anchor, start.tag))
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return .mappingStart(Self.properties(start.anchor, start.tag))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
        default: return .other
        }
    }

    private var failure: YAMLSyntaxError {
        let isReaderError = parser.pointee.error == YAML_READER_ERROR
        let offset = isReaderError ? parser.pointee.problem_offset : offsets[parser.pointee.problem_mark.index]
        let context = parser.pointee.context.map { String(cString: $0) }
        return YAMLSyntaxError(
            problem: parser.pointee.problem.map { String(cString: $0) } ?? "out of memory", offset: Int(offset),
            context: context, contextOffset: context == nil ? nil : offsets[parser.pointee.context_mark.index])
    }

    private static func properties(
        _ anchor: UnsafePointer<UInt8>?, _ tag: UnsafePointer<UInt8>?
    ) -> NodeProperties {
        NodeProperties(anchor: text(anchor), tag: text(tag))
    }

    private static func text(_ pointer: UnsafePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}

/// Turns libyaml's positions, which count scalars, into byte offsets, in constant time.
struct ScalarOffsets {
    private static let step = 64
    private let checkpoints: [Int]
    private let bytes: UnsafeBufferPointer<UInt8>
    private let base: Int
    private let isASCII: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
        self.bytes = bytes
        self.base = base
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        var checkpoints: [Int] = []
        if !isASCII {
            var count = 0
            for offset in bytes.indices where SourceFile.startsScalar(bytes[offset]) {
                if count % Self.step == 0 { checkpoints.append(offset) }
                count += 1
            }
        }
        self.checkpoints = checkpoints
    }

    subscript(index: Int) -> Int {
        if isASCII { return base + min(max(index, 0), bytes.count) }
        guard index >= 0, index / Self.step < checkpoints.count else { return base + bytes.count }
        var offset = checkpoints[index / Self.step]
        for _ in 0..<index % Self.step where offset < bytes.count {
            offset += 1
            while offset < bytes.count, !SourceFile.startsScalar(bytes[offset]) { offset += 1 }
        }
        return base + offset
    }
}
