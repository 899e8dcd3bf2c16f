// The types of every project, tests and applications included, by the native compiler: six times faster than the one
// that emits the packages and that tools with a JavaScript interface need. So both versions judge the code.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url))
const folders = ['packages', 'apps'].flatMap((parent) =>
  readdirSync(join(root, parent)).map((name) => join(parent, name)),
)
// tsconfig.build.json has the same sources again
const projects = [...folders, 'docs', 'fuzz', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /^tsconfig(\.worker)?\.json$/.test(name))
    .map((name) => join(folder, name)),
)
let failed = 0
for (const project of projects) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', project, '--noEmit'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) failed++
}
if (failed > 0) console.error(`types: ${failed} of ${projects.length} projects have errors`)
process.exitCode = failed === 0 ? 0 : 1
