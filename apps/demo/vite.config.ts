import { defineConfig } from 'vite'
import { contentSecurity } from './content-security-policy.plugin.js'
import { serviceWorker } from './service-worker.plugin.js'

export default defineConfig({
  base: './',
  // no screen asks for names of space groups: the binary that knows them is not shipped
  build: { target: 'es2022', rolldownOptions: { external: ['@spglib/moyo-wasm'] } },
  // only the worker that trains has chunks: the service worker knows them by their names
  worker: {
    format: 'es',
    rolldownOptions: {
      external: ['@spglib/moyo-wasm'],
      output: { chunkFileNames: 'assets/worker-[name]-[hash].js' },
    },
  },
  plugins: [contentSecurity(), serviceWorker('src/offline/service-worker.ts')],
})
