import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the page is served. */
    readonly url: string
    /** The folder that is served. */
    readonly outDir: string
  }
}

/** Builds the page and serves it; returns what ends that. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = mkdtempSync(join(tmpdir(), 'buridan-demo-'))
  const config = {
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'error' as const,
    build: { outDir, emptyOutDir: true },
  }
  // the test runner has set it to test: it is the page as it is published that is tested
  process.env.NODE_ENV = 'production'
  await build(config)
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } })
  project.provide('outDir', outDir)
  project.provide('url', server.resolvedUrls!.local[0]!)
  return async () => {
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}
