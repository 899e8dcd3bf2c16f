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

export default defineConfig({
  title: 'Buridan',
  description: 'Relaxed equivariance in TypeScript: networks that can break the symmetry of their input',
  srcExclude: ['test/**', 'README.md'],
  cleanUrls: true,
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
