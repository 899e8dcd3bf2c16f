import { fileURLToPath } from 'node:url'
import { preview } from 'vite'
import { inject } from 'vitest'

/** The page on a server of its own. */
export interface OwnServer {
  readonly url: string
  /** The files that were asked for, as they stand in the folder that is served. */
  readonly asked: ReadonlySet<string>
  /** Ends it: from then on there is no network. */
  close(): Promise<void>
}

/** Serves the page once more, for a test that looks at what is asked, takes the network away or sends headers of its own. */
export async function ownServer(headers: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const server = await preview({
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'error',
    build: { outDir: inject('outDir') },
    preview: { port: 0, host: '127.0.0.1', headers },
  })
  const asked = new Set<string>()
  server.httpServer.on('request', ({ url = '/' }: { url?: string }) => {
    const { pathname } = new URL(url, 'http://localhost')
    asked.add(pathname === '/' ? 'index.html' : pathname.slice(1))
  })
  return {
    url: server.resolvedUrls!.local[0]!,
    asked,
    close: async () => {
      const closed = server.close()
      // browsers keep connections open
      if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections()
      await closed
    },
  }
}
