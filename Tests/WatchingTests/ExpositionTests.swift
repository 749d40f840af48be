import Testing

@testable import Watching

/// What the formats of events and figures are made of.
@Suite struct ExpositionTests {
    @Test func whatWouldEndALabelOrALineIsEscaped() {
        var page = Exposition()
        page.metric("a_total", .counter, "back\\slash \"quoted\"\nnext")
        page.sample("a_total", [("x", "a\\b\"c\"\nd"), ("y", "é")], 3)
        #expect(
            page.text == """
                # HELP a_total back\\\\slash "quoted"\\nnext
                # TYPE a_total counter
                a_total{x="a\\\\b\\"c\\"\\nd",y="é"} 3

                """)
    }

    @Test func aHistogramAddsUp() {
        var histogram = Histogram()
        for seconds in [0, 0.0001, 0.00011, 5, 5000] { histogram.add(seconds) }
        var page = Exposition()
        page.histogram("h", [("s", "a")], histogram)
        let lines = page.text.split(separator: "\n")
        #expect(lines.first == "h_bucket{s=\"a\",le=\"0.0001\"} 2")
        #expect(lines.contains("h_bucket{s=\"a\",le=\"10.0\"} 4"))
        #expect(lines.contains("h_bucket{s=\"a\",le=\"100.0\"} 4"))
        #expect(lines.suffix(3).first == "h_bucket{s=\"a\",le=\"+Inf\"} 5")
        #expect(lines.last == "h_count{s=\"a\"} 5")
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"), (951_782_399.999, "2000-02-28T23:59:59.999Z"),
        (1_709_164_800.0625, "2024-02-29T00:00:00.062Z"), (4_102_444_799.5, "2099-12-31T23:59:59.500Z"),
    ])
    func aMomentIsWrittenInUTC(seconds: Double, text: String) { #expect(Moment.text(seconds) == text) }
}
