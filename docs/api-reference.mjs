// Writes the API reference from the comments of all packages to docs/api, a page for each entry.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application } from 'typedoc'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'docs', 'api')
const entryPoints = readdirSync(join(root, 'packages')).flatMap((name) => {
  const { exports } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
  return Object.values(exports).map((entry) => join(root, 'packages', name, entry['buridan-source']))
})

rmSync(out, { recursive: true, force: true })
const app = await Application.bootstrapWithPlugins({
  entryPoints,
  tsconfig: join(root, 'docs', 'tsconfig.api.json'),
  plugin: ['typedoc-plugin-markdown'],
  name: 'API',
  outputs: [{ name: 'markdown', path: out }],
  readme: 'none',
  disableSources: true,
  excludeInternal: true,
  excludePrivate: true,
  // what layers inherit from TensorFlow.js is documented there
  excludeExternals: true,
  skipErrorChecking: true,
  logLevel: 'Warn',
  // typedoc-plugin-markdown
  router: 'module',
  entryFileName: 'index',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  expandObjects: false,
  useHTMLAnchors: false,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  sanitizeComments: true,
  blockTagsPreserveOrder: ['@throws', '@remarks', '@example'],
})
const project = await app.convert()
if (!project) throw new Error('the reference could not be made from the comments')
await app.generateOutputs(project)
