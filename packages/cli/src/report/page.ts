import { html, Markup } from './markup.js'

/**
 * Colours of paper, ink and what charts and drawings tell apart, in light and in dark: text has a contrast of at least 4.5 with the paper, lines and
 * bars of 3. Methods keep apart for the colour-blind (Okabe & Ito, darker on white).
 */
const LIGHT = `
  --paper: #ffffff; --panel: #f5f6f9; --ink: #1c2230; --quiet: #566075; --line: #c9cfda;
  --price: #c84e00; --disagreement: #9a6a00; --rest: #8791a5; --data: #0060a0; --label: #b0136b;
  --m-strict: #0072b2; --m-noise: #b07800; --m-relaxed: #008a63; --m-positional: #2b8cc4; --m-canonical: #b45a8c; --m-breaking-set: #d55e00; --m-augmented: #767676;`
const DARK = `
  --paper: #14161b; --panel: #1d2027; --ink: #e4e7ee; --quiet: #a3abbc; --line: #434a58;
  --price: #ff9a4d; --disagreement: #f2c26b; --rest: #7c869b; --data: #5cb8f5; --label: #ff7ac0;
  --m-strict: #4aa8e0; --m-noise: #e69f00; --m-relaxed: #2fbf93; --m-positional: #8fd0f5; --m-canonical: #e09ac2; --m-breaking-set: #ff8a3d; --m-augmented: #a8a8a8;`

const STYLE = new Markup(`
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; } h3 { font-size: 1rem; }
.sentence { font-size: 1.25rem; line-height: 1.4; }
.quiet, figcaption { color: var(--quiet); font-size: 0.9rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9rem; overflow-wrap: normal; }
th, td { padding: 0.25rem 0.7rem 0.25rem 0; border-bottom: 1px solid var(--line); text-align: left; }
th.n, td.n { text-align: right; } td.n { white-space: nowrap; } td:last-child:not(.n) { min-width: 8rem; }
tbody th { font-weight: 400; }
caption { text-align: left; font-weight: 600; padding: 1rem 0 0.25rem; }
sub { font-size: 14px; line-height: 0; vertical-align: -0.25em; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll:focus-visible { outline: 2px solid var(--data); }
figure { margin: 1rem 0; min-width: 0; }
svg { max-width: 100%; height: auto; }
.chart svg { max-width: none; display: block; }
.domains svg { width: 210px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2rem; }
.plot { display: block; width: 100%; max-width: 27rem; }
.plot text, .structure text { font: 14px system-ui, sans-serif; fill: var(--ink); }
.plot .tick { fill: var(--quiet); } .plot .grid { stroke: var(--line); }
.plot .axis { stroke: var(--quiet); fill: none; } .plot .curve { fill: none; stroke-width: 2.2; }
.plot .strict, .plot .mark, .plot .guide { fill: none; stroke-width: 1.8; }
.c-price { stroke: var(--price); } .f-price { fill: var(--price); }
.c-data { stroke: var(--data); } .f-data { fill: var(--data); }
.f-disagreement { fill: var(--disagreement); } .c-rest { stroke: var(--rest); } .f-rest { fill: var(--rest); }
.c-ink { stroke: var(--ink); } .c-quiet { stroke: var(--quiet); }
.c-label { stroke: var(--label); } .f-label { fill: var(--label); }
.ground { stroke: var(--paper); stroke-width: 4; }
.strict { stroke-dasharray: 7 4; } .mark { stroke-dasharray: 2 3; } .guide { stroke-dasharray: 1 4; }
.keys { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0 0 0.25rem; padding: 0; list-style: none; color: var(--ink); }
.keys svg { width: 26px; height: 10px; margin-right: 0.35rem; vertical-align: middle; fill: none; stroke-width: 2.2; }
.structures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1rem; margin-bottom: 1rem; }
.structures figure { margin: 0; padding: 0.75rem; background: var(--panel); border-radius: 0.5rem; }
.structure { display: block; width: 100%; max-width: 20rem; margin: 0 auto; }
.structure .bond { stroke: var(--quiet); stroke-linecap: round; } .structure .cell { stroke: var(--quiet); fill: none; stroke-width: 1.2; }
.structure .atom { stroke: var(--quiet); stroke-width: 1; } .structure .under { fill: var(--panel); }
.structure .halo { stroke: var(--panel); } .structure text { text-anchor: middle; dominant-baseline: central; }
.structure .on-light { fill: #111; } .structure .on-dark { fill: #fff; }
.dot { display: inline-block; width: 0.8em; height: 0.8em; border-radius: 50%; border: 1px solid var(--quiet); margin-right: 0.3em; vertical-align: -0.05em; }
`)

/** A page that needs nothing from elsewhere, and that neither runs a script nor leads or sends anything elsewhere should markup get into it all the same. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text
}

/** A table that scrolls in a box of its own where the page is narrow, which the keyboard reaches. */
export function scrolling(name: string, table: Markup): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">${table}</div>`
}
