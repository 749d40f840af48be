/// Text that comes from elsewhere than a document's bytes, made as clean as an article's is.
public enum CleanText {
    /// A title or a paragraph: one line, single spaces, NFC, nothing that can't be seen.
    public static func line(_ text: String) -> String { TextCleaner.clean(text) }

    /// Preformatted text: its lines stay.
    public static func lines(_ text: String) -> String { TextCleaner.clean(text, .kept) }
}
