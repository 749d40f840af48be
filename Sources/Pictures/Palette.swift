/// The colours of families and of differences, the same in every picture. The outlines are those of Okabe and Ito (2008),
/// darkened, which readers who see fewer colours can tell apart; no picture says anything by colour alone.
struct Palette {
    /// The colours of a box: fill, outline, and its text.
    struct Colors {
        let fill: String
        let line: String
        let text: String
    }

    /// On a light ground.
    let light: Colors
    /// On a dark ground.
    let dark: Colors
    /// The foreground colour of a terminal (ECMA-48), nil for none.
    let terminal: Int?

    private init(_ light: (String, String), _ dark: (String, String), terminal: Int?) {
        self.light = Colors(fill: light.0, line: light.1, text: "#1b1b1b")
        self.dark = Colors(fill: dark.0, line: dark.1, text: "#f2f2f2")
        self.terminal = terminal
    }

    private static let plain = Palette(("#f3f4f6", "#6b7280"), ("#2b2f36", "#9ca3af"), terminal: nil)

    /// The colours of a family.
    static func family(_ name: String) -> Palette {
        switch name {
        case "ingest": Palette(("#dcecf8", "#0072b2"), ("#0d3350", "#56b4e9"), terminal: 34)
        case "normalize": Palette(("#d9f2ea", "#00795a"), ("#0a3b2e", "#2fc79b"), terminal: 32)
        case "extract": Palette(("#fdf0d0", "#a86f00"), ("#43310a", "#e69f00"), terminal: 33)
        case "summarize": Palette(("#f8e3ef", "#a3467d"), ("#45223a", "#e08fbd"), terminal: 35)
        case "publish": Palette(("#fbe3d6", "#b84a00"), ("#4a2410", "#f08a4b"), terminal: 31)
        default: plain
        }
    }

    /// The colours of what differs.
    static func mark(_ mark: GraphMark?) -> Palette {
        switch mark {
        case .added: Palette(("#d9f2ea", "#00795a"), ("#0a3b2e", "#2fc79b"), terminal: 32)
        case .removed: Palette(("#fbe3d6", "#b84a00"), ("#4a2410", "#f08a4b"), terminal: 31)
        case .changed: Palette(("#fdf0d0", "#a86f00"), ("#43310a", "#e69f00"), terminal: 33)
        case .renamed: Palette(("#f8e3ef", "#a3467d"), ("#45223a", "#e08fbd"), terminal: 35)
        case .rerun: Palette(("#dcecf8", "#0072b2"), ("#0d3350", "#56b4e9"), terminal: 34)
        case nil: plain
        }
    }

    /// The colours of a stage in a picture.
    static func of(_ stage: GraphStage, in graph: Graph) -> Palette {
        graph.isDifference ? mark(stage.mark) : family(stage.planned.type.family)
    }
}
