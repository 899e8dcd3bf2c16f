// The references between the TypeScript projects, by which `tsc -b` builds them in the order of their imports. They follow from
// the dependencies in each package.json: `npm run references` writes them, `npm run references -- --check` fails where they differ.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { dependenciesOf, root, workspaces } from './workspaces.mjs'

const PROJECT = 'tsconfig.build.json'

/** The projects that `tsc -b` builds, each with what it has to refer to; the one of the root refers to all of them. */
const wanted = new Map(
  workspaces
    .filter((folder) => existsSync(join(root, folder, PROJECT)))
    .map((folder) => [
      `${folder}/${PROJECT}`,
      dependenciesOf(folder).map((other) => ({ path: posix.relative(folder, `${other}/${PROJECT}`) })),
    ]),
)
wanted.set(
  'tsconfig.json',
  [...wanted.keys()].map((path) => ({ path })),
)

const differ = []
for (const [file, references] of wanted) {
  const { references: found = [], ...project } = JSON.parse(readFileSync(join(root, file), 'utf8'))
  if (isDeepStrictEqual(found, references)) continue
  differ.push(file)
  if (!process.argv.includes('--check'))
    writeFileSync(join(root, file), `${JSON.stringify({ ...project, references }, null, 2)}\n`)
}
if (process.argv.includes('--check') && differ.length > 0) {
  console.error(
    `${differ.join(', ')}: references are not the dependencies of package.json, run npm run references`,
  )
  process.exitCode = 1
} else if (differ.length > 0) {
  spawnSync('biome', ['format', '--write', ...differ], { cwd: root, stdio: 'inherit' })
}
