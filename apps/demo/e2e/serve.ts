import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the page is served. */
    readonly url: string
    /** The folder that is served. */
    readonly outDir: string
  }
}

/** Serves the page as it was built, which `npm run test:demo` does before; returns what ends that. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } })
  project.provide('outDir', join(root, 'dist'))
  project.provide('url', server.resolvedUrls!.local[0]!)
  return () => server.close()
}
