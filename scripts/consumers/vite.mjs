// The tarballs in a Vite build.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, project, root, run } from './harness.mjs'
import { sideEffects } from './side-effects.mjs'

/** @param like - a project with the tarballs installed */
export async function viteConsumer(packed, like) {
  let folder
  await check('a Vite build uses the tarballs', () => {
    const vite = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.vite
    const { buridan: _, ...libraries } = packed
    folder = project(
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
        'data.html': '<!doctype html><title>data</title><script type="module" src="/data.js"></script>',
        'data.js': `
import { frameDataSets, parseFrames } from '@buridan/data'
const frames = parseFrames('1\\nenergy=-0.5\\nH 0 0 0\\n', 'xyz')
document.title = String(frameDataSets(frames, { group: 'O(3)', label: 'energy' }).sets.length)
`,
        'vite.config.js': `export default { build: { target: 'es2022', rollupOptions: { input: ['index.html', 'groups.html', 'data.html'] } } }`,
      },
      { overrides: libraries, like },
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
    for (const name of ['groups', 'data']) {
      const asset = main.find((a) => a.name.startsWith(name))
      if (!asset || asset.text.includes('tensorflow')) throw new Error(`${name} alone pulls in TensorFlow.js`)
    }
  })
  if (folder) await sideEffects(folder)
}
