import { html, Markup } from './markup.js'

const STYLE = new Markup(`
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #223; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9rem; }
th, td { padding: 0.25rem 0.7rem; border-bottom: 1px solid #dde; text-align: left; }
td.n { text-align: right; white-space: nowrap; }
.scroll { overflow-x: auto; }
figure { margin: 1.5rem 0; } figcaption { color: #556; font-size: 0.9rem; }
svg { max-width: 100%; height: auto; }
.domains svg { width: 200px; }
`)

/** A page that needs nothing from elsewhere, and that runs no script should one get into it all the same. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`.text
}
