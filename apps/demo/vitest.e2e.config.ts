import { defineConfig } from 'vitest/config'

/** The page in a real Chromium; it is built and served once for all files. */
export default defineConfig({
  test: {
    name: 'demo in Chromium',
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/serve.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // one browser at a time: what is timed is not disturbed
    fileParallelism: false,
    isolate: false,
  },
})
