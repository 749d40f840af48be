import Diagnostics
import Testing

@Suite struct MarkupTests {
    @Test func whatXMLCannotHoldIsReplaced() {
        #expect(Markup.escaped("a\u{FFFE}\u{FFFF}\u{1}<&\"") == "a\u{FFFD}\u{FFFD}␁&lt;&amp;&quot;")
    }
}
