internal import CommandLineKit
internal import Diagnostics
internal import Documents
internal import JSON
internal import Reading

extension ExtractCommand {
    /// Prints what became of each block of a page.
    static func explain(_ page: Page, _ raw: RawDocument, _ format: Format) {
        guard format != .json else {
            var json = JSONWriter()
            json.object { json in
                json.member("source", raw.locator)
                json.key("decisions")
                json.array { json in
                    for decision in page.decisions {
                        json.object { json in
                            json.member("kept", decision.isKept)
                            json.member("reason", decision.reason)
                            json.member("text", decision.text)
                        }
                    }
                }
            }
            Output.data.line(json.text)
            return
        }
        var table = Table(["", "reason", "text"], leftColumns: 3)
        let room = max(20, Terminal.width() - 30)
        for decision in page.decisions {
            table.add([decision.isKept ? "+" : "-", decision.reason, Self.shortened(decision.text, to: room)])
        }
        for line in table.lines { Output.data.line(DisplayText.printable(line)) }
    }

    private static func shortened(_ text: String, to room: Int) -> String {
        text.count > room ? text.prefix(room - 1) + "…" : text
    }
}
