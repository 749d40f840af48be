internal import CLibXML2

/// libxml2's HTML parser, whose events become the tree: it is asked for none of its own.
///
/// It knows HTML 4, not the standard of today: see docs/pages.md for what differs. It keeps nothing from page to page.
final class MarkupParser: Sendable {
    /// The parser that this build reads pages with.
    static var name: String { "libxml2 \(LIBXML_DOTTED_VERSION)" }

    static let version = 1000

    /// No page leaves a trace.
    let isSpoilt = false

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    init?() {
        guard Self.isReady else { return nil }
    }

    /// There is nothing to forget.
    func clean() {}

    private static let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_IGNORE_ENC.rawValue

    /// Parses markup, which isn't there any more then; nil where parsing was given up and all of the page is wanted.
    func read(_ skimmed: inout SkimmedPage, of page: [UInt8], isWholeWanted: Bool) -> TreeCopy? {
        let markup = skimmed.markup
        skimmed.markup = []
        var events = MarkupEvents(
            copy: TreeCopy(of: skimmed, page: page, nodes: 0), markup: markup)
        markup.withUnsafeBytes { Self.parse($0, into: &events) }
        if isWholeWanted, events.budget.isExceeded { return nil }
        return events.finished()
    }

    private static func parse(_ markup: UnsafeRawBufferPointer, into events: inout MarkupEvents) {
        let text = markup.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard !markup.isEmpty, let context = htmlCreateMemoryParserCtxt(text, Int32(clamping: markup.count)) else {
            return
        }
        defer { htmlFreeParserCtxt(context) }
        htmlCtxtUseOptions(context, Int32(bitPattern: options))
        // Told so, it converts nothing.
        _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        context.pointee.sax.pointee = handler
        withUnsafeMutablePointer(to: &events) { events in
            withUnsafeMutablePointer(to: &events.pointee.context) { $0.pointee = context }
            context.pointee.userData = UnsafeMutableRawPointer(events)
            _ = htmlParseDocument(context)
        }
        events.context = nil
    }

    /// What is called for what.
    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElement = { events(of: $0).pointee.start($1, $2) }
        handler.endElement = { context, _ in events(of: context).pointee.end() }
        handler.characters = { events(of: $0).pointee.add($1, $2) }
        handler.ignorableWhitespace = { events(of: $0).pointee.add($1, $2) }
        handler.cdataBlock = { events(of: $0).pointee.add($1, $2) }
        // An end tag that ends nothing is nothing but an error.
        handler.serror = { context, _ in events(of: context).pointee.spend() }
        return handler
    }
}

/// What libxml2 was given to give back.
private func events(of context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<MarkupEvents> {
    guard let context else { preconditionFailure("libxml2 forgot whom to tell") }
    return context.assumingMemoryBound(to: MarkupEvents.self)
}
