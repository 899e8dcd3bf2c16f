import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatNpz } from '@buridan/data'
import { afterAll, expect, it } from 'vitest'
import { sumOf } from '../src/parts/part-file.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-texts-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What is obeyed, hides, turns what is beside it, or is an element. */
const EVIL = [
  '\x1b]0;owned\x07',
  '\x1b[2J',
  '\x9b31m',
  '\x85',
  '\x7f',
  '\x00',
  '\b',
  '\u2028',
  '\u202egnp',
  '\u2066',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\ufff9',
  '\u{e0041}',
  '\ud800',
  '<img src=x onerror=alert(1)>',
]

/** Control characters, ends of lines but ours, marks of direction, what has no width, and halves of pairs: by code points, not by classes of Unicode. */
function obeyed(text: string): string[] {
  return [...text].filter((c) => {
    const code = c.codePointAt(0)!
    const within = (from: number, to: number) => code >= from && code <= to
    return (
      (within(0, 0x1f) && c !== '\n') ||
      within(0x7f, 0x9f) ||
      [0xad, 0x61c, 0x180e, 0xfeff].includes(code) ||
      within(0x200b, 0x200f) ||
      within(0x2028, 0x202e) ||
      within(0x2060, 0x206f) ||
      within(0xd800, 0xdfff) ||
      within(0xfff9, 0xfffb) ||
      within(0xe0000, 0xe0fff)
    )
  })
}

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
const bare = (text: string) => text.replace(/\s/g, '')

/** A part of an audit, with a right checksum. */
function part(head: object, ...records: readonly object[]): string {
  const body = records.map((r) => `${JSON.stringify(r)}\n`).join('')
  return `${JSON.stringify({ ...head, sum: sumOf(head, body) })}\n${body}`
}

/** Files of each format with a text in every place that one can stand in, the right and the wrong ones. */
function filesWith(evil: string): Record<string, string | Uint8Array> {
  const atoms = (second: string, element = 'H') => `2\n${second}\n${element} 0 0 0\nH 0 0 1\n`
  const cif = (name: string, symbol: string, label: string) =>
    `data_${name}\n_cell_length_a 3\n_cell_length_b 3\n_cell_length_c 3\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n_symmetry_space_group_name_H-M '${symbol}'\nloop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\nloop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n${label} H 0 0 0\n`
  const poscar = (title: string, element: string) =>
    `${title}\n1\n3 0 0\n0 3 0\n0 0 3\n${element}\n1\nDirect\n0 0 0\n`
  const sdf = (name: string, key: string, value: string, element = 'H') =>
    `${name}\n${name}\n${name}\n  2  1  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 ${element.padEnd(3)} 0  0\n    0.0000    0.0000    1.0000 H   0  0\n  1  2  1  0\nM  END\n> <${key}>\n${value}\n\n$$$$\n`
  const molecule = {
    elements: ['H', 'H'],
    positions: [
      [0, 0, 0],
      [0, 0, 1],
    ],
    bonds: [[0, 1, 1]],
  }
  const pairs = {
    group: 'S(2)',
    repIn: 'V',
    repOut: 'V',
    x: [
      [1, 1],
      [1, 2],
    ],
    y: [
      [1, 0],
      [0, 0],
    ],
  }
  return {
    'comment.xyz': atoms(evil),
    'value.xyz': atoms(`energy=1 label=${quoted(evil)}`),
    'key.xyz': atoms(`energy=1 ${quoted(evil)}=2`),
    'number.xyz': atoms(`energy=${quoted(evil)}`),
    'lattice.xyz': atoms(`energy=1 Lattice=${quoted(evil)}`),
    'columns.xyz': atoms(`energy=1 Properties=species:S:1:pos:R:3:${bare(evil)}:R:1`),
    'element.xyz': atoms('energy=1', bare(evil)),
    'count.xyz': `${evil}\nenergy=1\nH 0 0 0\n`,
    'name.cif': cif(bare(evil), 'P 1', 'H1'),
    'symbol.cif': cif('a', evil.replaceAll("'", ''), 'H1'),
    'label.cif': cif('a', 'P 1', bare(evil)),
    'tag.cif': `${cif('a', 'P 1', 'H1')}_${bare(evil)} ${evil}\n`,
    'POSCAR-title': poscar(evil, 'H'),
    'POSCAR-element': poscar('a', bare(evil)),
    'name.sdf': sdf(evil, 'energy', '1'),
    'key.sdf': sdf('a', evil, '1'),
    'value.sdf': sdf('a', 'energy', evil),
    'element.sdf': sdf('a', 'energy', '1', evil.slice(0, 3)),
    'values.jsonl': `${JSON.stringify({ ...molecule, energy: 1, name: evil, list: [evil] })}\n`,
    'keys.jsonl': `${JSON.stringify({ ...molecule, energy: 1, [evil]: { [evil]: 1 } })}\n`,
    'elements.jsonl': `${JSON.stringify({ ...molecule, energy: 1, elements: [evil, 'H'] })}\n`,
    'cut.jsonl': `{"elements":["${evil}`,
    'names.edges': `a${bare(evil)} b\nb c\n`,
    'two.edges': `0 1 ${evil}\n`,
    'graph.g6': `${evil}\n`,
    'graph.s6': `:${evil}\n`,
    'comment.col': `c ${evil}\np edge 2 1\ne 1 2\n`,
    'line.col': `p edge 2 1\n${evil} 1 2\n`,
    'group.json': JSON.stringify({ ...pairs, group: evil }),
    'rep.json': JSON.stringify({ ...pairs, repIn: `V+${evil}` }),
    'row.json': JSON.stringify({
      ...pairs,
      x: [
        [1, evil],
        [1, 2],
      ],
    }),
    'key.json': JSON.stringify({ ...pairs, [evil]: evil }),
    'cut.json': `{"group":"${evil}`,
    'arrays.npz': formatNpz(
      new Map([[`x${evil.replace(/[/\0\ud800]/gu, '')}`, { shape: [1, 2], numbers: Float64Array.of(1, 2) }]]),
    ),
    'arrays.npy': Buffer.from(`\x93NUMPY\x01\x00\x20\x00${evil}`.padEnd(60), 'latin1'),
    'format.part': `${JSON.stringify({ format: evil })}\n`,
    'version.part': `${JSON.stringify({ format: 'buridan-audit-part', version: evil })}\n`,
    'of.part': part({ format: 'buridan-audit-part', version: 2, of: evil, options: {}, records: 0 }),
    'option.part': part({
      format: 'buridan-audit-part',
      version: 2,
      of: 'rows',
      options: { group: evil, in: 'V', out: 'V' },
      records: 0,
    }),
    'line.part': `${evil}\n`,
    'record.part': part(
      {
        format: 'buridan-audit-part',
        version: 2,
        of: 'rows',
        options: { group: 'S(2)', in: 'V', out: 'V' },
        records: 1,
      },
      { error: { code: 'NOT_FINITE', message: evil } },
    ),
  }
}

/** What is asked of a file. */
function questionsOf(name: string, path: string, evil: string): string[][] {
  if (name.endsWith('.part')) return [['audit', '--merge', path]]
  const page = join(folder, 'page.html')
  const read = /\.json$/.test(name) ? [] : [['read', path]]
  if (/\.(g6|s6|col|edges)$/.test(name)) return [...read, ['automorphisms', path]]
  if (/\.np[yz]$/.test(name)) return [...read, ['audit', path, '--group', 'S(2)', '--in', 'V', '--out', 'V']]
  if (/\.json$/.test(name))
    return [
      ['audit', path, '--html', page],
      ['rank', '--jsonl', path],
    ]
  const label = ['--group', 'O(3)', '--label']
  const points = /\.jsonl$/.test(name) ? [] : [['point-group', path]]
  return [
    ...read,
    ...points,
    ['audit', path, ...label, 'energy', '--html', page],
    ['audit', path, ...label, 'energy', '--by', evil],
    ['audit', path, ...label, evil],
    ['audit', path, ...label, 'energy', '--partial', join(folder, 'a.part')],
    ['audit', '--merge', join(folder, 'a.part')],
  ]
}

/** The elements of a page, style sheets aside. */
const elements = (page: string) =>
  new Set(
    [...page.replace(/(<style[^>]*>)[\s\S]*?<\/style>/g, '$1').matchAll(/<\/?([^\s>]*)/g)].map((m) => m[1]!),
  )
const OURS =
  /^(!doctype|html|head|meta|title|style|body|main|section|h[1-3]|p|div|span|sub|figure|figcaption|svg|g|path|rect|circle|line|text|tspan|ellipse|polygon|defs|clipPath|table|caption|thead|tbody|tr|t[hd]|ul|li|i|b|dl|d[td]|details|summary)$/

it('no text of a file, of its name or of an argument commands a terminal or becomes an element, whatever verb reads whatever format', async () => {
  let asked = 0
  let pages = 0
  // halves of pairs and NUL cannot be in the names of files
  const turn = Math.abs(Number(process.env.FC_SEED ?? 0) | 0) % 4
  const drawn = process.env.NIGHTLY ? EVIL : EVIL.filter((_, i) => i % 4 === turn)
  for (const evil of drawn) {
    const place = join(folder, 'data', evil.replace(/[\0/\ud800]/gu, ''))
    await mkdir(place, { recursive: true })
    for (const [name, content] of Object.entries(filesWith(evil))) {
      const path = join(place, name)
      await writeFile(path, content)
      for (const args of questionsOf(name, path, evil)) {
        for (const json of [[], ['--json']]) {
          const { code, out, err } = await runCli([...args, ...json])
          const about = [JSON.stringify(evil), name, args[0], json.length]
          expect([about, obeyed(out), obeyed(err)]).toEqual([about, [], []])
          expect([about, [0, 1, 2].includes(code), (out + err).trim() !== '']).toEqual([about, true, true])
          // an answer is an object a line, also where it is of evil
          if (json.length > 0 || args.includes('--jsonl'))
            for (const line of out.split('\n').slice(0, -1)) expect(typeof JSON.parse(line)).toBe('object')
          asked++
        }
      }
      const page = await readFile(join(folder, 'page.html'), 'utf8').catch(() => undefined)
      if (page !== undefined) {
        pages++
        expect([name, obeyed(page), [...elements(page)].filter((e) => !OURS.test(e))]).toEqual([name, [], []])
        await rm(join(folder, 'page.html'))
      }
    }
  }
  expect([asked > 250 * drawn.length, pages > 5 * drawn.length]).toEqual([true, true])
}, 600_000)
