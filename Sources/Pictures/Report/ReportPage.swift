internal import Diagnostics

/// The frame of a report: one page of HTML that loads nothing, runs nothing, and looks as the pages of graphs do.
public struct ReportPage: Sendable {
    /// The page.
    public let text: String

    /// What every report begins with, and no other file: by it a report is known that may be replaced by another.
    public static let beginning = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="generator" content="galley runs">
        """

    /// Puts a page together.
    /// - Parameters:
    ///   - title: What the page is called, as plain text.
    ///   - body: What stands in it, as HTML in which all that comes from elsewhere is escaped.
    public init(title: String, body: String) {
        text = """
            \(Self.beginning)
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(ReportStyle.digest)'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(Markup.escaped(title))</title>
            <style>\(ReportStyle.text)</style>
            </head>
            <body>
            \(body)
            </body>
            </html>

            """
    }

    /// The class of the colours of a stage type's family.
    public static func colors(ofType type: String) -> String {
        "family-\(Page.known(String(type.prefix { $0 != "." })))"
    }
}
