// What is in the tarballs, and whether they are put together as tools expect: publint, arethetypeswrong.
import { readFileSync } from 'node:fs'
import { check, manifest, packAll, root, run } from './harness.mjs'

const NEEDED = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']

/** Packs and checks every package; name to tarball, as npm installs it. */
export async function checkedTarballs() {
  let tarballs
  await check('all packages are packed', () => {
    tarballs = packAll()
  })
  const packed = {}
  for (const [name, tarball] of tarballs ?? []) {
    packed[manifest(name).name] = `file:${tarball}`
    await check(`${name} is packed as it should be`, () => checkFiles(tarball))
    await check(`publint ${name}`, () => lint(tarball))
    await check(`types of ${name} by arethetypeswrong`, () => checkTypes(tarball))
  }
  return packed
}

function checkFiles(tarball) {
  const list = run(root, 'tar', 'tzf', tarball).trim().split('\n')
  for (const needed of NEEDED) {
    if (!list.includes(`package/${needed}`)) throw new Error(`${tarball} lacks ${needed}`)
  }
  if (list.some((file) => /^package\/(test|etc|node_modules)\/|\.tsbuildinfo$/.test(file)))
    throw new Error(`${tarball} holds tests, reports, dependencies or what the compiler remembers`)
}

async function lint(tarball) {
  const { publint } = await import('publint')
  const { formatMessage } = await import('publint/utils')
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
    strict: true,
  })
  if (messages.length > 0) throw new Error(messages.map((m) => formatMessage(m, pkg)).join('\n'))
}

/** Ways to resolve modules that are not what these packages are for, which are ESM only. */
const NOT_MEANT = new Set(['node10', 'node16-cjs'])

async function checkTypes(tarball) {
  const { checkPackage, createPackageFromTarballData } = await import('@arethetypeswrong/core')
  const { problems, types } = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
  if (!types) throw new Error('there are no types')
  const wrong = problems.filter(({ resolutionKind }) => !NOT_MEANT.has(resolutionKind))
  if (wrong.length > 0) throw new Error(wrong.map((problem) => JSON.stringify(problem)).join('\n'))
}
