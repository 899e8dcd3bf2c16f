// Audits in parts: the same as in one run, whatever the parts; and figures by what samples are, against sums by hand.
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rng } from '@buridan/groups'
import { afterAll, describe, expect, it } from 'vitest'
import { auditData, mergeData, partOfData } from '../src/audit-data.js'
import { sumOf } from '../src/parts/part-file.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-parts-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const fileOf = (name: string) => readFile(new URL(`files/${name}.xyz`, import.meta.url), 'utf8')

/** The frames of a file, one text each. */
function framesOf(text: string): string[] {
  const lines = text.trimEnd().split('\n')
  const frames: string[] = []
  for (let at = 0; at < lines.length; ) {
    const n = Number(lines[at]) + 2
    frames.push(`${lines.slice(at, at + n).join('\n')}\n`)
    at += n
  }
  return frames
}

const square = (label: string, z = 0.4) => `4
tag=square ${label}
O 0.9 0 ${z}
O -0.9 0 ${z}
O 0 0.9 ${z}
O 0 -0.9 ${z}
`
const WATER = '3\ntag=bent dipole="0 0.5 1.8"\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n'

/** A part with the checksum of what it holds. */
function forged(text: string): string {
  const end = text.indexOf('\n') + 1
  const { sum: _, ...head } = JSON.parse(text.slice(0, end))
  const body = text.slice(end)
  return `${JSON.stringify({ ...head, sum: sumOf(head, body) })}\n${body}`
}

describe('audits in parts', () => {
  it.each([
    ['methane_md', 'forces'],
    ['hcl', 'dipole'],
    ['ch4-10decimals', 'dipole'],
    ['nh3inv', 'dipole'],
  ])('%s: exactly as in one run, in any parts', async (name, label) => {
    const frames = framesOf(await fileOf(name))
    const options = { group: 'O(3)', label }
    const whole = auditData([{ name: 'a.xyz', bytes: bytes(frames.join('')) }], options)
    const random = rng(5)
    for (let k = 0; k < 4; k++) {
      const parts: string[][] = [[]]
      for (const frame of frames) {
        if (parts.at(-1)!.length > 0 && random.int(4) === 0) parts.push([])
        parts.at(-1)!.push(frame)
      }
      const texts = parts.map((p) => partOfData([{ name: 'p.xyz', bytes: bytes(p.join('')) }], options).text)
      const merged = mergeData(texts.map((text, i) => ({ name: `${i}.part`, bytes: bytes(text) })))
      expect(merged).toEqual(whole)
    }
  })

  it('of frames that are wrong: named by their number among all, counted once', () => {
    const bad = '2\ndipole="0 0 1"\nO 0 0 0\nH 0 0 x\n'
    const options = { group: 'O(3)', label: 'dipole' }
    const part = (text: string) => partOfData([{ name: 'a.xyz', bytes: bytes(text) }], options)
    const parts = [part(WATER + bad), part(`${WATER}2\nenergy=1\nO 0 0 0\nH 0 0 1\n`)]
    expect(parts.map((p) => [p.records, p.skipped])).toEqual([
      [2, 1],
      [2, 0],
    ])
    const { report } = mergeData(parts.map((p, i) => ({ name: `${i}`, bytes: bytes(p.text) })))
    expect(report.samples).toBe(2)
    expect(report.skipped.map((s) => [s.index, s.message])).toEqual([
      [1, expect.stringMatching(/^frame 2: .*“x”/)],
      [3, expect.stringMatching(/^frame 4: it has no dipole/)],
    ])
  })

  it('of frames with two atoms in one place: skipped, and counted', () => {
    const twice = '3\ndipole="0 0 1"\nO 0 0 0\nH 0 0 1\nF 0 0 1\n'
    const { report } = auditData([{ name: 'a.xyz', bytes: bytes(WATER + twice) }], {
      group: 'O(3)',
      label: 'dipole',
    })
    expect([report.samples, report.skipped]).toEqual([
      1,
      [
        {
          index: 1,
          code: expect.any(String),
          message: 'frame 2: atoms 2 and 3 are in one place: leave one of them out',
        },
      ],
    ])
  })

  it('of rows, with the floor of another loss', async () => {
    const set = { group: 'Dih(4)', repIn: 'V', repOut: 'V' }
    const x = [[1, 1, 1, 1], [1, 0, 1, 0], [1, 2, 3, 4], [2, 3, 4, 1], [1]]
    const y = [[1, 0, 0, 0], [0.5, 0, 0.2, 0], [0, 0, 0, 1], [0, 1, 0, 0], [0]]
    const path = (name: string) => join(folder, name)
    await writeFile(path('whole.json'), JSON.stringify({ ...set, x, y }))
    await writeFile(path('a.json'), JSON.stringify({ ...set, x: x.slice(0, 2), y: y.slice(0, 2) }))
    await writeFile(path('b.json'), JSON.stringify({ ...set, x: x.slice(2), y: y.slice(2) }))
    const loss = ['--loss', 'huber']
    const [a, b] = await Promise.all(
      ['a', 'b'].map((name) =>
        runCli(['audit', path(`${name}.json`), ...loss, '--partial', path(`${name}.part`), '--json']),
      ),
    )
    expect([a!.code, JSON.parse(a!.out)]).toEqual([0, { part: path('a.part'), records: 2, skipped: 0 }])
    // the last row is too short: counted, and the exit code says so
    expect([b!.code, JSON.parse(b!.out)]).toEqual([1, { part: path('b.part'), records: 3, skipped: 1 }])
    const merged = await runCli(['audit', '--merge', path('a.part'), path('b.part'), '--json'])
    const whole = await runCli(['audit', path('whole.json'), ...loss, '--json'])
    expect(merged.out).toBe(whole.out)
    expect(JSON.parse(whole.out).convex.slopes).toMatch(/of squared error/)
  })

  it('are refused where they are none, were cut, or were made with other options', async () => {
    const part = (options: { group: string; label: string; tolerance?: number }) =>
      partOfData([{ name: 'a.xyz', bytes: bytes(WATER) }], options).text
    const text = part({ group: 'O(3)', label: 'dipole' })
    const merge = (...texts: string[]) =>
      mergeData(texts.map((t, i) => ({ name: `${i}.part`, bytes: bytes(t) })))
    expect(() => merge(text, part({ group: 'SO(3)', label: 'dipole' }))).toThrow(
      /made with group SO\(3\), and the first with O\(3\)/,
    )
    expect(() => merge(text, part({ group: 'O(3)', label: 'dipole', tolerance: 0.3 }))).toThrow(/radius/)
    expect(() => merge(text.split('\n').slice(0, 1).join('\n'))).toThrow(/0\.part was cut/)
    expect(() => merge(text.replace('"version":2', '"version":7'))).toThrow(/version 7/)
    for (const changed of [
      text.replace(/"distance":0/, '"distance":1'),
      text.replace(/0\.12/, '0.13'),
      text.replace('"dipole"', '"dipoles"'),
      text.replace('"atoms"', '"rows"'),
      `${text} `,
      text.replace(/,"sum":"\w+"/, ''),
      text.replace(/"sum":"\w+"/, '"sum":null'),
    ]) {
      expect(changed).not.toBe(text)
      expect(() => merge(changed)).toThrow(/0\.part was (changed since it was written|cut)/)
    }
    expect(() => merge('hello')).toThrow(/line 1 is not of a part/)
    expect(() => merge(forged(text.replace(/"chain":\[.*\]/, '"chain":[{"order":-1}]')))).toThrow(
      /a symmetry is/,
    )
    expect(() => merge(forged(text.replace(/"positions":\[\[/, '"positions":[["')))).toThrow(/line 2/)
    // what was forged, with a right checksum, is not believed either, and told in words
    const added = text.replace(
      /"chain":\[/,
      '"chain":[{"order":7,"distance":0,"displacement":0,"asymmetry":3},',
    )
    expect(() => merge(forged(added), text)).toThrow(/no near-symmetry of order/)
    expect(() => merge(forged(text.replace(/"order":4/, '"order":1.5')))).toThrow(/order of a symmetry/)
    expect(() => merge(forged(text.replace(/"frame":\{/, '"frame":{"name":{"a":1},')))).toThrow(
      /the name of a frame/,
    )
    const failed = text.replace(/"chain":\[.*\]/, '"error":{"code":"BROKEN","message":"x"}')
    expect(() => merge(forged(failed))).toThrow(/an error has the code "BROKEN"/)
    expect(() => merge()).toThrow(/no parts/)
    const { code, err } = await runCli(['audit', '--merge', 'a.part', '--label', 'dipole'])
    expect([code, err]).toEqual([2, expect.stringMatching(/--label is in the parts already/)])
  })
})

describe('what an audit writes', () => {
  it('does not take the place of what it reads', async () => {
    const path = join(folder, 'read.xyz')
    await writeFile(path, WATER)
    for (const option of ['--partial', '--html']) {
      const { code, err } = await runCli([
        'audit',
        path,
        '--group',
        'O(3)',
        '--label',
        'dipole',
        option,
        path,
      ])
      expect([code, err]).toEqual([2, expect.stringMatching(/is read, and would be written over/)])
    }
    expect(await readFile(path, 'utf8')).toBe(WATER)
  })

  it('says the same of a frame whose label is another, in parts and at once', async () => {
    const path = join(folder, 'kinds.xyz')
    const frame = (head: string, z: number) =>
      `2\nProperties=species:S:1:pos:R:3:${head} energy=1 stress=3\nH 0 0 0 1\nO 0 0 ${z} 2\n`
    await writeFile(path, frame('q:R:1', 1) + frame('q:R:1', 1.2) + frame('f:R:1 q="1 2"', 1.3))
    const part = join(folder, 'kinds.part')
    const label = ['--group', 'O(3)', '--label', 'q']
    await runCli(['audit', path, ...label, '--partial', part])
    const [merged, whole] = await Promise.all([
      runCli(['audit', '--merge', part, '--json']),
      runCli(['audit', path, ...label, '--json']),
    ])
    expect(merged.out).toBe(whole.out)
    expect(JSON.parse(whole.out).skipped[0].message).toMatch(
      /^frame 3: it has no q of 1 number an atom: its q is/,
    )
  })

  it('counts no file twice, under whatever name', async () => {
    const path = join(folder, 'once.xyz')
    await writeFile(path, WATER)
    const other = join(folder, 'other.xyz')
    await symlink(path, other)
    const atoms = ['--group', 'O(3)', '--label', 'dipole']
    const twice = await runCli(['audit', path, path, ...atoms])
    expect([twice.code, twice.err]).toEqual([2, expect.stringMatching(/once\.xyz is given twice/)])
    const linked = await runCli(['audit', path, other, ...atoms])
    expect([linked.code, linked.err]).toEqual([2, expect.stringMatching(/is the same file as .*once\.xyz/)])
    const part = join(folder, 'once.part')
    expect((await runCli(['audit', path, ...atoms, '--partial', part])).code).toBe(0)
    const merged = await runCli(['audit', '--merge', part, part])
    expect([merged.code, merged.err]).toEqual([2, expect.stringMatching(/count twice; give it once/)])
  })

  it('hangs on no other frame that is far out', () => {
    const label = { group: 'O(3)', label: 'dipole' }
    const far = '3\ndipole="0 0 1"\nO 0 0 0\nH 1e14 0 0\nH 0 1e14 0\n'
    const of = (text: string) => auditData([{ name: 'a.xyz', bytes: bytes(text) }], label).report
    const frames = [WATER, WATER, square('dipole="0.3 0 1"')].join('')
    const [alone, beside] = [of(frames), of(frames + far)]
    expect(beside.precision).toEqual(alone.precision)
    const price = (r: typeof alone) => r.price * r.samples
    const own = of(far)
    expect(price(beside)).toBeCloseTo(price(alone) + price(own), 9)
  })
})

describe('audits by what samples are', () => {
  // a square of point group c4v: of a vector of the whole the axis is kept, of vectors of atoms the mean turned along
  const text = square('dipole="0.3 0 1"') + square('dipole="0 0 1"', 0.7) + WATER

  it('by formula and by a key of frames', () => {
    const by = (key: string) =>
      auditData([{ name: 'a.xyz', bytes: bytes(text) }], { group: 'O(3)', label: 'dipole', by: key })
    const { by: formula, report } = by('formula')
    expect(formula!.groups.map((g) => [g.name, g.samples])).toEqual([
      ['H2O', 1],
      ['O4', 2],
    ])
    // water, c2v about z, loses what is along y; a square in a plane through the mean of its atoms, d4h, all of its vector
    expect(formula!.groups[0]!.price).toBeCloseTo(0.25, 9)
    expect(formula!.groups[1]!.price).toBeCloseTo((1.09 + 1) / 2, 9)
    const [water, squares] = formula!.groups
    expect((water!.price + 2 * squares!.price) / 3).toBeCloseTo(report.price, 12)
    expect(squares!.labelVariance).toBeCloseTo(0.15 ** 2, 9)
    expect(by('tag').by!.groups.map((g) => [g.name, g.samples])).toEqual([
      ['bent', 1],
      ['square', 2],
    ])
    expect(() => by('colour')).toThrow(/no frame has colour; --by is element, formula or a key/)
  })

  it('by element: labels of atoms where the atoms are', () => {
    // ammonia in a plane: forces on one hydrogen, in a copy on another, and one on nitrogen normal to the plane
    const d = 0.94
    const at = [0, 1, 2].map((k) => [
      d * Math.cos((2 * Math.PI * k) / 3),
      d * Math.sin((2 * Math.PI * k) / 3),
    ])
    const frame = (forces: readonly (readonly number[])[]) =>
      `4\nProperties=species:S:1:pos:R:3:forces:R:3\nN 0 0 0 ${forces[0]!.join(' ')}\n${at
        .map(([x, y], k) => `H ${x!.toFixed(12)} ${y!.toFixed(12)} 0 ${forces[k + 1]!.join(' ')}\n`)
        .join('')}`
    const none = [0, 0, 0]
    const data = frame([[0, 0, 2], [1, 0, 0], none, none])
    const { by, report } = auditData([{ name: 'a.xyz', bytes: bytes(data) }], {
      group: 'O(3)',
      label: 'forces',
      by: 'element',
    })
    // of the force along a bond a third is kept on each hydrogen: 1 − 1/3 in all; of that on nitrogen nothing
    expect(report.price).toBeCloseTo(4 + 2 / 3, 9)
    expect(by!.groups).toMatchObject([
      { name: 'H', samples: 1, atoms: 3, price: expect.closeTo(2 / 9, 9) },
      { name: 'N', samples: 1, atoms: 1, price: expect.closeTo(4, 9) },
    ])
  })
})
