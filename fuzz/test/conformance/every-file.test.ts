import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { known } from '../../harness/known.js'

/** Where the rows of a file are asked: a test file, or the reason that there is none. */
type Place = string | { readonly none: string }

const own = (file: string) => `fuzz/test/conformance/${file}.oracle.test.ts`
const CLI = 'packages/cli/test/cli.test.ts'

const RUNNERS: Readonly<Record<string, { readonly library: Place; readonly commandLine: Place }>> = {
  'audit/': { library: 'packages/relaxed/test/audit.oracle.test.ts', commandLine: CLI },
  'basis-rank.jsonl': {
    library: 'packages/constraints/test/basis-rank.oracle.test.ts',
    commandLine: CLI,
  },
  'canonical-pairs.jsonl': { library: own('canonical-pairs'), commandLine: own('canonical-pairs') },
  'character-tables.jsonl': { library: own('character-tables'), commandLine: own('character-tables') },
  'characters.jsonl': { library: 'packages/groups/test/characters.oracle.test.ts', commandLine: CLI },
  'cif.jsonl': { library: 'packages/data/test/cif/parse-cif.test.ts', commandLine: own('cif') },
  'classes.jsonl': { library: own('classes'), commandLine: own('classes') },
  'crystals.jsonl': { library: own('crystals'), commandLine: own('crystals') },
  'extxyz.jsonl': { library: own('extxyz'), commandLine: own('extxyz') },
  'graphs-hard.jsonl': { library: own('graphs-hard'), commandLine: own('graphs-hard') },
  'graphs.jsonl': { library: 'packages/graphs/test/graphs.oracle.test.ts', commandLine: CLI },
  'groups.json': { library: 'packages/groups/test/lie-groups.test.ts', commandLine: own('groups') },
  'measured-audits/': {
    library: 'packages/cli/test/measured-audits.oracle.test.ts',
    commandLine: own('measured-audits'),
  },
  'measured-point-groups.jsonl': {
    library: 'packages/geometry/test/measured.metamorphic.test.ts',
    commandLine: own('measured-point-groups'),
  },
  'multigraphs.jsonl': { library: own('multigraphs'), commandLine: own('multigraphs') },
  'orbit-types.jsonl': { library: 'packages/groups/test/orbit-types.oracle.test.ts', commandLine: CLI },
  'perm-groups.jsonl': { library: 'packages/permutations/test/group-facts.oracle.test.ts', commandLine: CLI },
  'poscar.jsonl': { library: 'packages/data/test/poscar/parse-poscar.test.ts', commandLine: own('poscar') },
  'rank-noisy.jsonl': {
    library: 'packages/constraints/test/rank-gap.metamorphic.test.ts',
    commandLine: { none: 'the solvers are chosen, which the command line does by itself' },
  },
  'rod-groups.jsonl': {
    library: 'packages/geometry/test/rod-groups.oracle.test.ts',
    commandLine: own('rod-groups'),
  },
  'subgroups.jsonl': { library: 'packages/permutations/test/subgroups.oracle.test.ts', commandLine: CLI },
}

const root = new URL('../../../', import.meta.url)
const folder = new URL('conformance/', root)

/** Names of the files of a folder, with those of folders in it. */
function filesOf(place: URL): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .sort()
}

const data = filesOf(folder).filter((name) => !/\.(ts|md)$/.test(name))
const runnerOf = (file: string) =>
  Object.keys(RUNNERS).find((key) => file === key || (key.endsWith('/') && file.startsWith(key)))

describe('the files of conformance/', () => {
  it('have a runner each', () => {
    expect(data.filter((file) => runnerOf(file) === undefined)).toEqual([])
    expect(Object.keys(RUNNERS).filter((key) => !data.some((file) => runnerOf(file) === key))).toEqual([])
  })

  it.each(Object.entries(RUNNERS))('%s: its runners read it', (file, { library, commandLine }) => {
    for (const place of [library, commandLine]) {
      if (typeof place === 'string') expect(readFileSync(new URL(place, root), 'utf8')).toContain(file)
      else expect(place.none).not.toBe('')
    }
  })

  it('are named in known.json by runners that there are', () => {
    const asked = Object.entries(RUNNERS).flatMap(([file, { library, commandLine }]) => [
      ...(library === own(file.replace(/\.\w+$/, '')) ? [`${file}, library`] : []),
      ...(commandLine === own(file.replace(/\.\w+$/, '')) ? [`${file}, command line`] : []),
    ])
    expect(known.conformance.map((k) => k.runner).filter((runner) => !asked.includes(runner))).toEqual([])
  })
})

const given = new URL('../shared/conformance/', root)

describe.skipIf(!existsSync(given))('the files as they are given', () => {
  // the gallery may not be copied
  const files = existsSync(given)
    ? filesOf(given).filter((name) => name !== 'README.md' && name !== 'point-groups.jsonl')
    : []

  it.each(files)('%s is here as it is given', (file) => {
    const read = (place: URL) => readFileSync(fileURLToPath(new URL(file, place)))
    expect(read(folder).equals(read(given))).toBe(true)
  })
})
