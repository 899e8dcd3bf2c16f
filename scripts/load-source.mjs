// Loads a module of the tests from source, with the packages it imports: no build is needed.
import { createServer } from 'vite'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']

/** The modules of these paths. What they do may go on; the process ends it. */
export async function loadSource(...paths) {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: { conditions },
    // the packages of this repository are read from their build otherwise
    ssr: { resolve: { conditions }, noExternal: [/^@?buridan\b/] },
  })
  return Promise.all(paths.map((path) => server.ssrLoadModule(path)))
}
