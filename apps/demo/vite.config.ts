import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker.plugin.js'

export default defineConfig({
  base: './',
  build: { target: 'es2022' },
  // only the worker that trains has chunks: the service worker knows them by their names
  worker: {
    format: 'es',
    rolldownOptions: { output: { chunkFileNames: 'assets/worker-[name]-[hash].js' } },
  },
  plugins: [serviceWorker('src/offline/service-worker.ts')],
})
