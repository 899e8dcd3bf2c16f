import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Buridan',
  description: 'Relaxed equivariance in TypeScript: networks that can break the symmetry of their input',
  srcExclude: ['test/**', 'README.md'],
  cleanUrls: true,
  themeConfig: {
    nav: [
      { text: 'Ten-minute start', link: '/start' },
      { text: 'Mathematics', link: '/mathematics' },
      { text: 'Results', link: '/results' },
    ],
    sidebar: [
      {
        text: 'Guide',
        items: [
          { text: 'Ten-minute start', link: '/start' },
          { text: 'Mathematics', link: '/mathematics' },
          { text: 'Results', link: '/results' },
        ],
      },
    ],
    search: { provider: 'local' },
  },
})
