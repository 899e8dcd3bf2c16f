// The types of all there is, tests and applications included, by the native compiler: six times faster than the one that emits the
// packages and that tools with a JavaScript interface need. So both versions judge the code. Everything but the demo is one
// program: sources are read once, not again for each project that imports them. That the sources of a package use no global of a page
// or of Node that they must not, the other compiler sees, as it builds; tests, which run in Node, may name those of a page here.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url))
const projects = ['tools/types/tsconfig.json', 'apps/demo/tsconfig.json', 'apps/demo/tsconfig.worker.json']
const run = (command, args, stdout) =>
  spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', stdout, 'inherit'],
  })

const seen = new Set()
let failed = 0
for (const project of projects) {
  const arguments_ = [compiler, '-p', project, '--noEmit']
  if (run(process.execPath, arguments_, 'inherit').status !== 0) failed++
  const { stdout } = run(process.execPath, [...arguments_, '--listFilesOnly'], 'pipe')
  for (const file of stdout.split('\n')) seen.add(relative(root, file))
}
if (failed > 0) console.error(`types: ${failed} of ${projects.length} projects have errors`)
// so that what is added is not left out; the theme of the site imports CSS, which a bundler reads
const listed = run(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', ':!docs/.vitepress/theme'],
  'pipe',
)
if (listed.status !== 0) throw new Error('git does not list the files: is this a clone?')
const unseen = listed.stdout
  .split('\n')
  .filter((file) => file !== '' && !seen.has(file) && existsSync(join(root, file)))
if (unseen.length > 0) console.error(`types: no project has ${unseen.join(', ')}`)
process.exitCode = failed + unseen.length === 0 ? 0 : 1
