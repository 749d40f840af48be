/// How a digest looks: a column of text like a newspaper's, from the phone to the printer, by day and by night.
///
/// No text is smaller than 16 px; every colour has a contrast of at least 4.5 to its background (WCAG 2.2, AA).
enum DigestStyle {
    static let sheet: StaticString = """
        :root {
          color-scheme: light dark;
          --paper: #fffdf8; --ink: #1f1b16; --soft: #5f574c; --rule: #d9d2c5; --accent: #8f1d14;
          --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, "Noto Serif", Georgia, serif;
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #171512; --ink: #ece6db; --soft: #aca393; --rule: #3b362e; --accent: #f0a28f; }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 42rem;
          padding: clamp(1.5rem, 5vw, 3.5rem) max(1.25rem, env(safe-area-inset-right)) 3rem
            max(1.25rem, env(safe-area-inset-left));
          background: var(--paper); color: var(--ink);
          font: 1.125rem/1.55 var(--serif); overflow-wrap: anywhere;
          -webkit-font-smoothing: antialiased; font-variant-numeric: oldstyle-nums;
        }
        header { text-align: center; border-bottom: 3px double var(--ink); padding-bottom: 1rem; }
        h1 {
          margin: 0; font-size: clamp(2.125rem, 1.6rem + 3vw, 3.25rem); line-height: 1.1; font-weight: 700;
          letter-spacing: -.015em; text-wrap: balance;
        }
        article { padding: 1.75rem 0 1.625rem; border-bottom: 1px solid var(--rule); }
        article p, article ul { margin: 0; }
        h2 {
          margin: .25rem 0 0; font-size: clamp(1.4375rem, 1.3rem + .8vw, 1.75rem); line-height: 1.22; font-weight: 700;
          letter-spacing: -.008em; text-wrap: balance;
        }
        .untitled { font-weight: 400; font-style: italic; }
        a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
        h2 a { color: inherit; text-decoration: none; }
        a:hover { text-decoration: underline; text-decoration-thickness: 2px; }
        a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
        article .subtitle { margin-top: .375rem; font-style: italic; color: var(--soft); text-wrap: pretty; }
        article .summary { margin-top: .625rem; text-wrap: pretty; hyphens: auto; hyphenate-limit-chars: 9 4 4; }
        .kicker, .phrases, .source, footer {
          font: 1rem/1.5 var(--sans); color: var(--soft); font-variant-numeric: tabular-nums;
        }
        .kicker > * + *::before, .source > * + *::before { content: "\\00b7"; padding: 0 .45em; }
        .site { color: var(--accent); font-weight: 600; }
        article .phrases { margin-top: .75rem; padding: 0; list-style: none; }
        .phrases li { display: inline; }
        .phrases li:not(:last-child)::after { content: " \\00b7 "; }
        article .source { margin-top: .25rem; }
        :lang(ar), :lang(fa), :lang(he), :lang(ur), :lang(ja), :lang(ko), :lang(zh) { letter-spacing: 0; }
        :is(:lang(ja), :lang(ko), :lang(zh), :lang(ar), :lang(fa), :lang(ur), :lang(he)) .untitled,
        :is(:lang(ja), :lang(ko), :lang(zh), :lang(ar), :lang(fa), :lang(ur), :lang(he)) .subtitle {
          font-style: normal;
        }
        footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1.5rem; padding-top: 1.5rem; }
        footer p { margin: 0; }
        @media print {
          :root { --paper: #fff; --ink: #000; --soft: #444; --rule: #999; --accent: #000; }
          body { max-width: none; padding: 0; font-size: 11pt; }
          h1 { font-size: 24pt; } h2 { font-size: 14pt; }
          .kicker, .phrases, .source, footer { font-size: 9pt; }
          article { break-inside: avoid; padding: 12pt 0; }
          h2 { break-after: avoid; }
          .source a::after { content: " (" attr(href) ")"; }
          footer nav { display: none; }
        }

        """
}
