// Writes where the repository is into each package, as provenance needs it: `node scripts/set-repository.mjs URL`. The
// release workflow calls it, so that forks publish their own address and nothing else.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const url = process.argv[2]
if (!url || !URL.canParse(url)) {
  console.error(`usage: node scripts/set-repository.mjs URL (got ${url})`)
  process.exit(2)
}
const packages = fileURLToPath(new URL('../packages', import.meta.url))
for (const name of readdirSync(packages)) {
  const file = join(packages, name, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  manifest.repository = { type: 'git', url: `git+${url}.git`, directory: `packages/${name}` }
  manifest.homepage = `${url}/tree/main/packages/${name}#readme`
  manifest.bugs = `${url}/issues`
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
}
