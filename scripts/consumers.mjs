// Packs every package and uses the tarballs outside the workspace: in a bare Node project and in a Vite build.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const packages = ['groups', 'constraints', 'emlp', 'relaxed', 'tasks', 'cli']
const work = mkdtempSync(join(tmpdir(), 'buridan-consumers-'))
let passed = 0
let failed = 0

function run(cwd, command, ...args) {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  })
}

function check(name, body) {
  try {
    body()
    passed++
    console.log(`✓ ${name}`)
  } catch (error) {
    failed++
    console.log(`✗ ${name}\n${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`)
  }
}

function equal(actual, expected, what) {
  if (actual !== expected)
    throw new Error(`${what}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`)
}

function project(name, dependencies, files, options = {}) {
  const folder = join(work, name)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify(
      { name, private: true, type: 'module', dependencies, overrides: options.overrides ?? {} },
      null,
      1,
    ),
  )
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error')
  return folder
}

const tarballs = join(work, 'tarballs')
mkdirSync(tarballs)
const packed = {}
for (const name of packages) {
  check(`pack ${name}`, () => {
    run(join(root, 'packages', name), 'pnpm', 'pack', '--pack-destination', tarballs)
    const { name: full, version } = JSON.parse(
      readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'),
    )
    const file = readdirSync(tarballs).find(
      (f) => f === `${full.replace('@', '').replace('/', '-')}-${version}.tgz`,
    )
    packed[full] = `file:${resolve(tarballs, file)}`
    const list = run(tarballs, 'tar', 'tzf', file)
    for (const needed of [
      'package/package.json',
      'package/README.md',
      'package/LICENSE',
      'package/dist/index.js',
      'package/dist/index.d.ts',
    ]) {
      if (!list.includes(needed)) throw new Error(`${file} lacks ${needed}`)
    }
    if (/package\/(test|node_modules)\//.test(list)) throw new Error(`${file} holds tests or dependencies`)
  })
}

check('a bare Node project uses the tarballs', () => {
  const folder = project(
    'node-consumer',
    packed,
    {
      'use.mjs': `
import { dihedral, stabilizer, tensor } from '@buridan/groups'
import { equivariantBasis } from '@buridan/constraints'
import { backend, emlp, loadEmlp } from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import { audit, relaxedEmlp } from '@buridan/relaxed'
import { pztTask } from '@buridan/tasks'
import { readTaskData } from '@buridan/tasks/node'
const rep = tensor(dihedral(4), 1)
const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 16, layers: 1, seed: 0 })
await model.fit([[1, 1, 1, 1]], [[1, 0, 0, 0]], { epochs: 200, learningRate: 0.03 })
const strict = emlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, seed: 0 })
await strict.save(fileSystem('model'))
const again = await loadEmlp(fileSystem('model'))
console.log(JSON.stringify({
  backend,
  order: String(stabilizer(rep, [1, 0, 1, 0]).order),
  rank: equivariantBasis(rep, rep).rank,
  floor: audit({ x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]], repIn: rep, repOut: rep }).strictFloor,
  outcomes: Number(model.outcomes([1, 1, 1, 1], { tolerance: 0.05 }).count),
  same: again.predict([[1, 2, 3, 4]])[0][0] === strict.predict([[1, 2, 3, 4]])[0][0],
  pzt: pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif')).floor.toFixed(4),
}))
`,
    },
    { overrides: packed },
  )
  const answer = JSON.parse(run(folder, 'node', 'use.mjs').trim().split('\n').at(-1))
  equal(
    JSON.stringify(answer),
    JSON.stringify({
      backend: 'wasm',
      order: '4',
      rank: 3,
      floor: 0.75,
      outcomes: 4,
      same: true,
      pzt: '0.7584',
    }),
    'the answers',
  )
})

check('the packed command line answers', () => {
  const folder = join(work, 'node-consumer')
  const out = run(
    folder,
    join(folder, 'node_modules/.bin/buridan'),
    'rank',
    '--group',
    'S(5)',
    '--in',
    'V',
    '--out',
    'V',
    '--json',
  )
  equal(JSON.parse(out).rank, 2, 'rank')
  const report = run(
    folder,
    join(folder, 'node_modules/.bin/buridan'),
    'run',
    'pzt',
    '--epochs',
    '3',
    '--seed',
    '0',
  )
  if (!report.includes('report/index.html')) throw new Error('no report was named')
  if (!readFileSync(join(folder, 'report/index.html'), 'utf8').includes('<svg'))
    throw new Error('the report has no plots')
})

check('a Vite build uses the tarballs', () => {
  const vite = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.vite
  const { buridan: _, ...libraries } = packed
  const folder = project(
    'vite-consumer',
    { ...libraries, vite },
    {
      'index.html': '<!doctype html><title>consumer</title><script type="module" src="/main.js"></script>',
      'main.js': `
import { dihedral, tensor } from '@buridan/groups'
import { relaxedEmlp } from '@buridan/relaxed'
const rep = tensor(dihedral(4), 1)
const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, seed: 0 })
document.title = String(model.outcomes([1, 1, 1, 1]).count)
`,
      'groups.html': '<!doctype html><title>groups</title><script type="module" src="/groups.js"></script>',
      'groups.js': `
import { dihedral, stabilizer, tensor } from '@buridan/groups'
document.title = String(stabilizer(tensor(dihedral(4), 1), [1, 0, 1, 0]).order)
`,
      'vite.config.js': `export default { build: { target: 'es2022', rollupOptions: { input: ['index.html', 'groups.html'] } } }`,
    },
    { overrides: libraries },
  )
  run(folder, 'npx', 'vite', 'build', '--logLevel', 'error')
  const assets = readdirSync(join(folder, 'dist/assets')).map((f) => ({
    name: f,
    text: readFileSync(join(folder, 'dist/assets', f), 'utf8'),
  }))
  const main = assets.filter((a) => a.name.endsWith('.js'))
  if (main.length === 0) throw new Error('nothing was built')
  if (main.some((a) => /from\s*["']node:/.test(a.text)))
    throw new Error('Node modules were bundled for the browser')
  const groups = main.find((a) => a.name.startsWith('groups'))
  if (!groups || groups.text.includes('tensorflow')) throw new Error('groups alone pulls in TensorFlow.js')
})

rmSync(work, { recursive: true, force: true })
console.log(`consumers: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
