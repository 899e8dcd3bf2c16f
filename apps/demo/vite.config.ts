import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  base: './',
  build: { target: 'es2022' },
  // only the worker that trains has chunks: the service worker knows them by their names
  worker: {
    format: 'es',
    rolldownOptions: { output: { chunkFileNames: 'assets/worker-[name]-[hash].js' } },
  },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/offline',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*'],
        globIgnores: ['service-worker.js'],
        // the solver of integer programs
        maximumFileSizeToCacheInBytes: 8 * 2 ** 20,
      },
    }),
  ],
})
