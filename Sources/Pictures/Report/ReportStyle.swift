/// The style sheet of a report, the same in every report.
enum ReportStyle {
    /// The SHA-256 digest of ``text`` that the page's policy names; a test holds it to that.
    static let digest = "sha256-l1HJAutelGdv84/wWSD2uRpl7/5VFMpJNNhuwzfUm1M="

    static let text = """
        :root { \(PageStyle.ground(false)) font: 15px/1.45 system-ui, sans-serif; color: var(--text);
          background: var(--ground); --good: #00795a; --bad: #b3261e; --warm: #8a5a00; }
        @media (prefers-color-scheme: dark) {
        :root { \(PageStyle.ground(true)) --good: #2fc79b; --bad: #ff8a80; --warm: #e69f00; }
        }
        \(PageStyle.colors(\.light))
        @media (prefers-color-scheme: dark) {
        \(PageStyle.colors(\.dark))
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; }
        h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem; }
        p { margin: .4rem 0; overflow-wrap: anywhere; }
        .outcome { font-weight: 700; font-size: 1.1rem; }
        .done { color: var(--good); }
        .failed { color: var(--bad); }
        .interrupted, .unfinished, .some { color: var(--warm); }
        .hint { color: var(--faint); }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .6rem 1.5rem;
          margin: 1rem 0; }
        dt { color: var(--faint); font-size: .85rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        nav { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: .5rem 0; border-top: 1px solid var(--rule);
          border-bottom: 1px solid var(--rule); }
        a { color: var(--focus); }
        .wide { overflow-x: auto; overscroll-behavior-x: contain; }
        .wide > div { position: relative; width: max-content; }
        .wide > div > span { position: absolute; left: 50%; top: 0; height: 1px; width: 1px;
          scroll-initial-target: nearest; scroll-snap-align: center; }
        .wide:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0;
          border-bottom: 1px solid var(--rule); font-weight: 400; overflow-wrap: anywhere; min-width: 13rem; }
        thead th { color: var(--faint); white-space: nowrap; font-size: .85rem; }
        .word, .number { min-width: 0; white-space: nowrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        tbody tr:target { background: var(--raised); outline: 2px solid var(--focus); }
        tr { scroll-margin: 5rem; }
        code { font: .92em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        svg { display: block; }
        svg text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre;
          pointer-events: none; }
        #drawing text { fill: var(--ink); }
        svg .id { font-weight: 700; }
        .stage rect { fill: var(--fill); stroke: var(--line); stroke-width: 1.5; }
        .stage.sink rect { stroke-width: 3.5; }
        .stage:hover rect { stroke-width: 2.5; }
        a.stage:focus { outline: none; }
        .stage:focus-visible rect { stroke: var(--focus); stroke-width: 4; }
        .net path { fill: none; stroke: var(--edge); stroke-width: 1.5; }
        .net .head, .net .fork { fill: var(--edge); }
        .net .head.merge { fill: var(--ground); }
        #lanes { list-style: none; margin: .8rem 0 0; padding: 0; }
        #lanes p { margin: .5rem 0 .15rem; font-size: .85rem; line-height: 1.3; }
        #lanes span { color: var(--faint); margin-left: .5em; }
        #moments text { fill: var(--faint); font: 12px system-ui, sans-serif; }
        #moments .end { text-anchor: end; }
        #moments .middle { text-anchor: middle; }
        @media (max-width: 40rem) { #moments .odd { display: none; } }
        #lanes .grid { stroke: var(--rule); stroke-width: 1; }
        #lanes .busy { fill: var(--fill); stroke: var(--line); stroke-width: 1; }
        #lanes .bar { fill: var(--line); }
        #lanes .bar:hover { fill: var(--focus); }
        @media print {
          :root { \(PageStyle.ground(false)) --good: #00795a; --bad: #b3261e; --warm: #8a5a00; }
          \(PageStyle.colors(\.light))
          body { max-width: none; padding: 0; }
          nav { display: none; }
          h2 { break-after: avoid; }
          tr, svg, #lanes li { break-inside: avoid; }
          .wide { overflow-x: visible; }
          .wide > div { width: auto; }
          #drawing { max-width: 100%; height: auto; }
          * { print-color-adjust: exact; }
        }
        """
}
