// The tarballs in a bare Node project, and the packed command line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, equal, project, run } from './harness.mjs'

/** The folder of the project. */
export async function nodeConsumers(packed) {
  let folder
  await check('a bare Node project uses the tarballs', () => {
    folder = project(
      'node-consumer',
      packed,
      {
        'use.mjs': `
import { Readable } from 'node:stream'
import { dihedral, stabilizer, tensor } from '@buridan/groups'
import { equivariantBasis } from '@buridan/constraints'
import { parseCif } from '@buridan/data'
import { readLines } from '@buridan/data/node'
import { backend, emlp, loadEmlp } from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import { audit, relaxedEmlp } from '@buridan/relaxed'
import { pztTask } from '@buridan/tasks'
import { readTaskData } from '@buridan/tasks/node'
const lines = []
for await (const { text } of readLines(Readable.from(['{}\\n', '[]']))) lines.push(text)
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
  lines,
  sites: parseCif(await readTaskData('BaTiO3.cif')).sites.length,
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
        lines: ['{}', '[]'],
        sites: 3,
        pzt: '0.7584',
      }),
      'the answers',
    )
  })

  if (!folder) return undefined
  await check('the packed command line answers', () => {
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
  return folder
}
