import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { build, type Plugin } from 'vite'

const SERVICE_WORKER = 'service-worker.js'

/** Builds a service worker when all else is built, with the list of the files there are in place of `self.__WB_MANIFEST`. */
export function serviceWorker(input: string): Plugin {
  let [root, outDir, target] = ['', '', '' as string | string[] | false | undefined]
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root
      outDir = resolve(root, config.build.outDir)
      target = config.build.target
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        const files = await filesOf(outDir)
        await build({
          configFile: false,
          root,
          logLevel: 'warn',
          publicDir: false,
          define: { 'self.__WB_MANIFEST': JSON.stringify(files) },
          build: {
            outDir,
            emptyOutDir: false,
            ...(target && { target }),
            // a worker of the classic kind, in one file: not all browsers have others
            rolldownOptions: {
              input: join(root, input),
              output: { entryFileNames: SERVICE_WORKER, format: 'iife' },
            },
          },
        })
      },
    },
  }
}

/** All files of a folder, with what says that they changed: assets have it in their names. */
async function filesOf(folder: string): Promise<{ url: string; revision: string | null }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(folder.length + 1))
    .filter((file) => file !== SERVICE_WORKER)
    .sort()
  return Promise.all(
    files.map(async (file) => {
      const url = file.replaceAll(sep, '/')
      if (url.startsWith('assets/')) return { url, revision: null }
      const content = await readFile(join(folder, file))
      return { url, revision: createHash('sha256').update(content).digest('hex').slice(0, 32) }
    }),
  )
}
