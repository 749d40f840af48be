/// The style sheet of a page, the same in every page.
enum PageStyle {
    /// The families that have colours of their own.
    static let families = ["ingest", "normalize", "extract", "summarize", "publish"]

    /// The SHA-256 digest of ``text`` that the page's policy names; a test holds it to that.
    static let digest = "sha256-aRWnk8N2l28QMHoNS+NwI1fA4X8/yFnMnQCGUN3OuiI="

    static let text = """
        :root { \(ground(false)) font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--ground); }
        @media (prefers-color-scheme: dark) { :root { \(ground(true)) } }
        \(colors(\.light))
        @media (prefers-color-scheme: dark) {
        \(colors(\.dark))
        }
        * { box-sizing: border-box; }
        body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 1fr 25rem; }
        header { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; align-items: center;
          padding: .5rem 1rem; border-bottom: 1px solid var(--rule); }
        h1 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
        .legend { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; margin: 0; padding: 0; font-size: .85rem; }
        .legend li { padding: .05rem .6rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--fill);
          color: var(--ink); }
        .tools { margin-left: auto; display: flex; gap: .3rem; }
        button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--rule);
          border-radius: .3rem; padding: .1rem .7rem; cursor: pointer; }
        main > p, main > ul { margin: 1rem; }
        main { overflow: auto; min-width: 0; min-height: 0; }
        .live main { overflow: hidden; }
        .live #drawing { width: 100%; height: 100%; touch-action: none; cursor: grab; display: block; }
        .live #drawing.moving { cursor: grabbing; }
        svg text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink);
          white-space: pre; pointer-events: none; }
        svg .id { font-weight: 700; }
        .stage rect { fill: var(--fill); stroke: var(--line); stroke-width: 1.5; }
        .stage.sink rect { stroke-width: 3.5; }
        .stage.mark-removed rect { stroke-dasharray: 6 4; }
        .stage { cursor: pointer; }
        .stage:hover rect { stroke-width: 2.5; }
        a.stage:focus { outline: none; }
        .stage:focus-visible rect, .stage[aria-current] rect { stroke: var(--focus); stroke-width: 4; }
        .net path { fill: none; stroke: var(--edge); stroke-width: 1.5; }
        .net .head, .net .fork { fill: var(--edge); }
        .net .head.merge { fill: var(--ground); }
        .net.lit path { stroke: var(--focus); stroke-width: 2.5; }
        .net.lit .head, .net.lit .fork { fill: var(--focus); }
        .net.mark-added path, .net.mark-removed path { stroke: var(--line); }
        .net.mark-removed path { stroke-dasharray: 3 4; }
        aside { overflow: auto; padding: .5rem 1rem 1rem; border-left: 1px solid var(--rule); background: var(--raised); }
        aside article { display: none; }
        aside article:target { display: block; scroll-margin-top: 1rem; }
        aside article:focus { outline: none; }
        aside:has(article:target) .hint { display: none; }
        h2 { margin: .5rem 0 0; overflow-wrap: anywhere; }
        h3 { margin: 1.2rem 0 .3rem; font-size: 1rem; }
        p { margin: .5rem 0; overflow-wrap: anywhere; }
        .hint { color: var(--faint); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: .8rem 0; }
        dt { color: var(--faint); }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-top: 1px solid var(--rule);
          font-weight: 400; overflow-wrap: anywhere; }
        th { overflow-wrap: normal; padding-right: 1rem; }
        td span { color: var(--faint); font-size: .85em; }
        code { font: .92em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        aside a, main li a { color: var(--focus); }
        @media (max-width: 50rem) {
          body { grid-template: auto 1fr 45vh / 1fr; }
          header { grid-column: 1; }
          aside { border-left: 0; border-top: 1px solid var(--rule); }
        }
        @media print { .tools, .hint { display: none; } body { display: block; height: auto; } }
        """

    /// The colours of a page that belong to no stage, on a light ground or a dark one.
    static func ground(_ isDark: Bool) -> String {
        isDark
            ? "--ground: #16181d; --raised: #1e2128; --text: #e8e8e8; --faint: #a3a9b5; --rule: #3a3f4a; --edge: #9aa1ad;"
                + " --focus: #7cc4ff;"
            : "--ground: #ffffff; --raised: #f7f8fa; --text: #1b1b1b; --faint: #5b6270; --rule: #d3d7de; --edge: #6b7280;"
                + " --focus: #0059a8;"
    }

    /// The colours of families and marks as classes.
    static func colors(_ ground: KeyPath<Palette, Palette.Colors>) -> String {
        let families = (families + ["other"]).map { ("family-\($0)", Palette.family($0)) }
        let marks = GraphMark.allCases.map { ("mark-\(Page.name(of: $0))", Palette.mark($0)) }
        return (families + marks).map { name, palette in
            let colors = palette[keyPath: ground]
            return ".\(name) { --fill: \(colors.fill); --line: \(colors.line); --ink: \(colors.text); }"
        }.joined(separator: "\n")
    }
}
