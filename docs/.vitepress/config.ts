import { createHash } from 'node:crypto'
import formulas from '@vscode/markdown-it-katex'
import katex from 'katex'
import { defineConfig } from 'vitepress'
import { API } from './api-sidebar.js'

const TUTORIALS = [
  ['Audit your data', 'audit-your-data'],
  ['Your first equivariant layer', 'first-equivariant-layer'],
  ['A group of your own', 'a-group-of-your-own'],
  ['Break a symmetry', 'break-a-symmetry'],
  ['Graphs and canonical labellings', 'graphs-and-canonical-labellings'],
  ['Train in the browser', 'train-in-the-browser'],
] as const

const GUIDE = [
  {
    text: 'Guide',
    items: [
      { text: 'Ten-minute start', link: '/start' },
      ...TUTORIALS.map(([text, file]) => ({ text, link: `/tutorials/${file}` })),
      { text: 'From 0.2 to 0.3', link: '/migration' },
    ],
  },
  {
    text: 'Background',
    items: [
      { text: 'Mathematics', link: '/mathematics' },
      { text: 'Tasks and results', link: '/results' },
      { text: 'Features beside others', link: '/features' },
      { text: 'Coming from emlp', link: '/from-emlp' },
      { text: 'Speed', link: '/speed' },
      { text: 'Citing', link: '/citing' },
    ],
  },
]

/**
 * A page with a policy for it: scripts are the site's files and the inline ones that the page was built with, by their hashes; formulas have styles in
 * attributes. Nothing comes from or goes to another host.
 */
function withPolicy(page: string): string {
  const inline = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
  const hashes = inline.map(([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`)
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return page.replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
}

export default defineConfig({
  title: 'Buridan',
  description: 'Relaxed equivariance in TypeScript: networks that can break the symmetry of their input',
  srcExclude: ['test/**', 'README.md'],
  cleanUrls: true,
  transformHtml: withPolicy,
  // typeset by the package whose style sheet the theme takes
  markdown: { config: (md) => void md.use(formulas.default ?? formulas, { katex }) },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Tutorials', link: '/tutorials/audit-your-data' },
      { text: 'Mathematics', link: '/mathematics' },
      { text: 'Results', link: '/results' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [...GUIDE, API],
    outline: [2, 3],
    search: { provider: 'local' },
  },
})
