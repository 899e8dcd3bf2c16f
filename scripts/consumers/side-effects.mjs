// `sideEffects: false` is true: what is imported and not used leaves nothing in a bundle, and what a bundler leaves out was
// not needed, as the same program bundled whole gives the same answers.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, equal, manifest, packages, run } from './harness.mjs'

const PROGRAM = `
import { dihedral, orthogonal, stabilizer, symmetric, tensor } from '@buridan/groups'
import { equivariantBasis } from '@buridan/constraints'
const fifty = Array.from({ length: 50 }, (_, i) => i % 2)
console.log(String(stabilizer(tensor(symmetric(50), 1), fifty).orbitSize))
console.log(stabilizer(tensor(orthogonal(3), 1), [1, 0, 0]).orbitType)
for (const group of [dihedral(4), symmetric(30), orthogonal(3)])
  console.log(equivariantBasis(tensor(group, 2), tensor(group, 1)).rank, equivariantBasis(tensor(group, 2), tensor(group, 2)).rank)
`
const ANSWERS = ['126410606437752', 'c∞v', '10 36', '5 15', '0 3'].join('\n')
/** A function of a few lines, with the error it throws. */
const SMALL = { text: "export { shuffled } from '@buridan/groups'", most: 1900 }

/** @param folder - a project with the tarballs and Vite installed */
export async function sideEffects(folder) {
  for (const name of packages.filter((p) => p !== 'cli' && manifest(p).sideEffects === false)) {
    await check(`${name} has no side effects`, () => {
      const left = bundle(folder, `import '${manifest(name).name}'`)
      equal(left.trim(), '', 'what a bare import leaves in a bundle')
    })
  }
  await check('a bundle has what is used only', () => {
    const { length } = bundle(folder, SMALL.text)
    if (length > SMALL.most) throw new Error(`${SMALL.text} takes ${length} bytes`)
  })
  await check('a bundle of what is used answers as one of all', () => {
    const run = (treeshake) => {
      bundle(folder, PROGRAM, { treeshake })
      return output(folder)
    }
    equal(run(true), ANSWERS, 'the answers of what is used')
    equal(run(false), ANSWERS, 'the answers of all')
  })
}

/** The text of one bundle of a module. */
function bundle(folder, text, { treeshake = true } = {}) {
  writeFileSync(join(folder, 'entry.js'), text)
  writeFileSync(
    join(folder, 'bundle.mjs'),
    `import { build } from 'vite'
const [{ output }] = await build({
  configFile: false,
  logLevel: 'error',
  build: {
    target: 'es2022',
    outDir: 'bundle',
    lib: { entry: 'entry.js', formats: ['es'], fileName: 'bundle' },
    rollupOptions: { treeshake: ${treeshake} },
  },
})
process.stdout.write(output[0].code)`,
  )
  return run(folder, process.execPath, 'bundle.mjs')
}

function output(folder) {
  return run(folder, process.execPath, 'bundle/bundle.js').trim()
}
