// The folders of the house, read from disk: a package that is added is in every list at once.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The package.json of a folder such as `packages/core`. */
export function manifestOf(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}

/** The folders with a package.json below a folder. */
function foldersIn(parent) {
  return readdirSync(join(root, parent))
    .sort()
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
}

const published = foldersIn('packages')
const folderOf = new Map(published.map((folder) => [manifestOf(folder).name, folder]))

/** The folders of the packages of this repository that a folder depends on when it runs, in the order of its package.json. */
export function dependenciesOf(folder) {
  return Object.keys(manifestOf(folder).dependencies ?? {}).flatMap((name) => folderOf.get(name) ?? [])
}

function inOrder() {
  const order = new Set()
  const visit = (folder) => {
    for (const other of dependenciesOf(folder)) visit(other)
    order.add(folder)
  }
  for (const folder of published) visit(folder)
  return [...order].map((folder) => folder.replace('packages/', ''))
}

/** The names of the folders in `packages`, each after those it depends on. */
export const packages = inOrder()

/** Every folder with code of its own: packages, apps, and what documents and tests them. */
export const workspaces = [
  ...packages.map((name) => `packages/${name}`),
  ...foldersIn('apps'),
  'docs',
  'fuzz',
]

/** Test files that change what others share, such as the backends there are: each needs a process of its own. */
export const alone = ['packages/emlp/test/backend.test.ts', 'packages/relaxed/test/copies.test.ts']
