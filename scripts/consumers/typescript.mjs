// The types of the tarballs in bare TypeScript projects: both ways to resolve modules, with and without skipLibCheck.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, project, root, run } from './harness.mjs'

const PURE = `
import { type FiniteGroup, dihedral, stabilizer, symmetric, tensor } from '@buridan/groups'
import { type EquivariantBasis, equivariantBasis } from '@buridan/constraints'
import { type XyzFrame, parseXyz } from '@buridan/data'

const group: FiniteGroup = dihedral(4)
const rep = tensor(group, 1)
const order: bigint = stabilizer(rep, [1, 0, 1, 0]).order
const basis: EquivariantBasis = equivariantBasis(rep, tensor(group, 2))
const rank: number = basis.rank
// @ts-expect-error a degree is a number
symmetric('5')
const frame: XyzFrame | undefined = parseXyz('1\\n\\nH 0 0 0\\n')[0]
export { frame, order, rank }
`

const TRAINING = `
import { parseRepresentation, symmetric } from '@buridan/groups'
import { type Emlp, emlp } from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import { type SymmetryBreaker, audit, relaxedEmlp } from '@buridan/relaxed'
import { pztTask } from '@buridan/tasks'
import { readTaskData } from '@buridan/tasks/node'
import { main } from 'buridan'

const rep = parseRepresentation(symmetric(4), 'V')
const model: Emlp = emlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, seed: 0 })
const breaker: SymmetryBreaker = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, seed: 0 })
const floor: number = audit({ x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]], repIn: rep, repOut: rep }).strictFloor
// @ts-expect-error there is no such option
emlp({ repIn: rep, repOut: rep, hiden: 8 })
export { breaker, fileSystem, floor, main, model, pztTask, readTaskData }
`

const RESOLUTIONS = { nodenext: 'NodeNext', bundler: 'ESNext' }

/** @param like - a project with the tarballs installed */
export async function typescriptConsumers(packed, like) {
  const typescript = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.typescript
  const only = (...names) => Object.fromEntries(names.map((name) => [name, packed[name]]))
  const pure = only('@buridan/groups', '@buridan/constraints', '@buridan/data')
  const projects = [
    ['pure', { ...pure, typescript }, { 'use.ts': PURE }, { overrides: packed }, [false, true]],
    // the typings of TensorFlow.js do not stand without skipLibCheck
    ['training', { ...packed, typescript }, { 'use.ts': TRAINING }, { overrides: packed, like }, [true]],
  ]
  for (const [name, dependencies, files, options, skips] of projects) {
    const folder = project(`types-${name}`, dependencies, files, options)
    for (const [moduleResolution, module] of Object.entries(RESOLUTIONS)) {
      for (const skipLibCheck of skips) {
        const words = skipLibCheck ? 'with' : 'without'
        await check(`tsc of ${name} packages, ${moduleResolution}, ${words} skipLibCheck`, () => {
          const compilerOptions = {
            target: 'ES2022',
            module,
            moduleResolution,
            skipLibCheck,
            strict: true,
            exactOptionalPropertyTypes: true,
            noEmit: true,
            types: [],
          }
          writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
          run(folder, 'npx', 'tsc', '-p', '.')
        })
      }
    }
  }
}
