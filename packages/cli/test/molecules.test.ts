import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFrames, parseMolecules } from '@buridan/data'
import { findPointGroup } from '@buridan/groups'
import { readTaskData } from '@buridan/tasks/node'
import { afterAll, describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { auditFrames } from '../src/audit-frames.js'
import { runCli } from './run-cli.js'

const text = await readTaskData('molecules.jsonl')
const molecules = parseMolecules(text)
const frames = parseFrames(text, 'molecules')
/** Å an atom: what is twice as far from a symmetry has it. */
const PRECISION = 0.025
const OPTIONS = { group: 'O(3)', label: 'bonds', precision: PRECISION }
const folder = await mkdtemp(join(tmpdir(), 'buridan-molecules-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const { code, out, err } = await runCli(args)
  return { code, out: out + err }
}

describe('real molecules as a data set', () => {
  it.runIf(isTurn(2))(
    'have the stabilizers that their point groups say, whichever way they are found',
    () => {
      const small = molecules.flatMap((m, i) => (m.elements.length <= 30 ? [i] : []))
      expect(small.length).toBeGreaterThan(300)
      let agreed = 0
      for (const i of small) {
        const { name, elements, positions } = molecules[i]!
        const orderAt = (tolerance: number) =>
          findPointGroup({ elements, positions }, { tolerance }).order ?? Number.POSITIVE_INFINITY
        const { report } = auditFrames([frames[i]!], OPTIONS)
        const found = report.orbitTypes[0]!.stabilizerOrder
        const order = found === 'infinite' ? Number.POSITIVE_INFINITY : Number(found)
        // atoms that are off their symmetrized places by s are off their images by 2 s at most, and those off their images by t no further from such places
        const [least, most] = [orderAt(2 * PRECISION), orderAt(4 * PRECISION)]
        expect([name, order >= least, order <= most]).toEqual([name, true, true])
        agreed += Number(least === most)
      }
      expect(agreed / small.length).toBeGreaterThan(0.95)
    },
    120_000,
  )

  it.runIf(process.env.NIGHTLY)(
    'have them at once with many atoms, where 0.1 Å is not far below the distance of atoms',
    () => {
      for (const name of ['C60-buckminsterfullerene', 'C70', 'C180']) {
        const i = molecules.findIndex((m) => m.name === name)
        const { elements, positions } = molecules[i]!
        const [type] = auditFrames([frames[i]!], OPTIONS).report.orbitTypes
        expect(type!.stabilizerOrder, name).toBe(findPointGroup({ elements, positions }).order)
      }
    },
    60_000,
  )

  it('pay for Kekulé structures: each bond of a ring that is 1 or 2 is off by a half', () => {
    const price = (name: string) =>
      auditFrames([frames[molecules.findIndex((m) => m.name === name)]!], OPTIONS).report.price
    // six bonds, both orders of a pair, (1/2)² each
    expect(price('benzene')).toBeCloseTo(3, 9)
    expect(price('toluene')).toBeCloseTo(3, 9)
    expect(price('pyridine')).toBeCloseTo(3, 9)
    // and two of the nitro group
    expect(price('nitrobenzene')).toBeCloseTo(4, 9)
    expect(price('ethene')).toBeCloseTo(0, 9)
    // 30 bonds between hexagons of order 2 and 60 of pentagons of order 1, if labels had the symmetry; they pay where they have not
    expect(price('C60-buckminsterfullerene')).toBeGreaterThan(30)
  })

  it('are audited from their file, and plotted', async () => {
    const part = text.split('\n').filter((line) => /"(benzene|methane|acetylene|ethene)"/.test(line))
    const path = join(folder, 'some.jsonl')
    await writeFile(path, part.join('\n'))
    const html = join(folder, 'plots', 'audit.html')
    const args = ['audit', path, '--group', 'O(3)', '--label', 'bonds', '--precision', String(PRECISION)]
    args.push('--html', html, '--json')
    const { code, out } = await run(...args)
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect([report.samples, report.orbits]).toEqual([4, 4])
    expect(report.strictFloor).toBeCloseTo(3 / 4, 9)
    const page = await readFile(html, 'utf8')
    expect(page.match(/<svg class="structure"/g)).toHaveLength(report.worst.length)
    expect(page).toContain('some.jsonl')
    expect(page).not.toContain('NaN')
    const cut = join(folder, 'cut.jsonl')
    await writeFile(cut, part.join('\n').slice(0, -40))
    // the line that was cut is named, and the others are audited
    const rest = await run('audit', cut, '--group', 'O(3)', '--label', 'bonds')
    expect([rest.code, rest.out]).toEqual([1, expect.stringMatching(/samples +3\b[\s\S]*frame 4: line 4/)])
    expect((await run('audit', path, '--group', 'O(3)', '--label', 'charge')).out).toMatch(
      /there are bonds \(1 number a pair of atoms\)/,
    )
  })
})

describe('the floor of another loss', () => {
  it('is printed with its parts', async () => {
    const path = join(folder, 'data.json')
    const corner = { group: 'S(4)', repIn: 'V', repOut: 'V', x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]] }
    await writeFile(path, JSON.stringify(corner))
    const { code, out } = await run('audit', path, '--loss', 'cross-entropy', '--json')
    expect(code).toBe(0)
    const { convex, strictFloor } = JSON.parse(out)
    expect(strictFloor).toBeCloseTo(0.75, 12)
    expect(convex.strictFloor).toBeCloseTo(Math.log(4), 9)
    expect(convex.prices).toBeUndefined()
    expect((await run('audit', path, '--loss', 'hinge')).out).toMatch(/there is no loss "hinge"/)
    const molecules = join(folder, 'one.jsonl')
    await writeFile(molecules, text.split('\n')[0]!)
    const refused = await run('audit', molecules, '--group', 'O(3)', '--label', 'bonds', '--loss', 'huber')
    expect(refused.out).toMatch(/--loss is for JSON/)
  })
})
