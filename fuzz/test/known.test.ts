import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { added, type Known, known, readKnown } from '../harness/known.js'
import { argumentsKept, otherCopy, spoilt } from '../harness/of-targets.js'
import { ALL } from '../relations/index.js'
import { targets } from './fuzz-all.js'

const folder = new URL('..', import.meta.url)
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** The versions of the list, oldest first, the one in the folder last; undefined without a history. */
function versions(): Known[] | undefined {
  try {
    const commits = git('log', '--format=%H', '--reverse', '--', 'known.json').split('\n').filter(Boolean)
    return [...commits.map((c) => readKnown(git('show', `${c}:./known.json`))), known]
  } catch {
    return undefined
  }
}

const history = versions()

describe('the list of known faults', () => {
  it('names relations there are, each once, and says what is wrong', () => {
    const all = [
      ...Object.values(ALL).flat(),
      ...targets.flatMap((t) => [argumentsKept(t), spoilt(t), otherCopy(t, t)]),
    ]
    const there = new Set(all.map(({ name }) => name))
    const names = known.relations.map(({ name }) => name)
    expect(names.filter((name) => !there.has(name))).toEqual([])
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    const silent = [...known.relations, ...known.conformance].filter(({ why }) => why.length < 10)
    expect(silent).toEqual([])
  })

  it.skipIf(history === undefined)('has shrunk with each commit since it was closed', () => {
    const grown = history!.slice(1).flatMap((after, i) => added(history![i]!, after))
    expect(grown).toEqual([])
  })

  it('says what a list added', () => {
    const entry = (name: string, was?: string) => ({
      name,
      why: 'it is wrong',
      given: null,
      ...(was && { was }),
    })
    const list = (closed: boolean, rows: string[], ...relations: ReturnType<typeof entry>[]): Known => ({
      closed,
      relations,
      conformance: [{ runner: 'file, library', why: 'not read', rows }],
    })
    const before = list(true, ['a', 'b'], entry('one'), entry('two'))
    expect(added(before, list(true, ['b'], entry('new name', 'two')))).toEqual([])
    expect(added(before, list(true, ['c'], entry('three')))).toEqual(['three', 'file, library: c'])
    expect(added(before, list(false, []))).toEqual(['opened again'])
    expect(added(list(false, []), before)).toEqual([])
  })
})
