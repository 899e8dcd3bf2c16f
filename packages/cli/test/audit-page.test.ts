import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { CHROMIUM_FLAGS } from '../../../scripts/chromium.mjs'
import { auditData } from '../src/audit-data.js'
import type { AuditDataOptions } from '../src/audit-options.js'
import { auditSentence } from '../src/audit-sentence.js'
import { type Audited, auditFields } from '../src/audited.js'
import { auditHtml } from '../src/report/audit-html.js'
import { html } from '../src/report/markup.js'
import { page } from '../src/report/page.js'
import { linearScale, logScale, short } from '../src/report/scales.js'
import { structureDrawing } from '../src/report/structure-drawing.js'
import { sceneOf } from '../src/report/structure-scene.js'
import { viewOf } from '../src/report/view-direction.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-page-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const audited = (name: string, text: string, options: AuditDataOptions = {}) =>
  auditData([{ name, bytes: new TextEncoder().encode(text) }], options)
const xyz = async (name: string, label: string) =>
  audited(`${name}.xyz`, await readFile(new URL(`files/${name}.xyz`, import.meta.url), 'utf8'), {
    group: 'O(3)',
    label,
  })
const rows = (x: number[][], y: number[][], group = `S(${x[0]!.length})`) =>
  audited('rows.json', JSON.stringify({ group, repIn: 'V', repOut: 'V', x, y }))

const ROWS = rows(
  [
    [1, 1, 1],
    [1, 1, 1],
    [1, 2, 5],
    [1, 1.01, 3],
  ],
  [
    [1, 0, 0],
    [0, 2, 0],
    [1, 2, 5],
    [0, 1, 0],
  ],
)
const METHANE = await xyz('methane_md', 'forces')
const CRYSTAL = await xyz('cscl', 'polarization')
const pages: [string, Audited][] = [
  ['rows', ROWS],
  ['molecules', METHANE],
  ['a crystal', CRYSTAL],
]

const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0

describe.each(pages)('the page of an audit of %s', (_, found) => {
  const text = auditHtml('data', found)

  it('has one sentence on top, then the advice, and its parts under headings in order', () => {
    const sentence = html`<p class="sentence">${found.sentence}</p>`.text
    expect(found.sentence).toMatch(/^[A-Z][^.]*(\.\d[^.]*)*\.$/)
    expect(text.indexOf(sentence)).toBeGreaterThan(text.indexOf('</h1>'))
    expect(text.indexOf(html`${found.report.advice}`.text)).toBeGreaterThan(text.indexOf(sentence))
    const headings = [...text.matchAll(/<h(\d)>([^<]*)/g)].map(([, level, name]) => [level, name])
    expect(headings.slice(0, 5)).toEqual([
      ['1', 'What symmetry costs: data'],
      ['2', 'The floor by slope'],
      ['2', 'Required slopes'],
      ['2', 'Samples that pay most'],
      ['2', 'Figures'],
    ])
    expect(headings.slice(5).every(([level]) => level === '2')).toBe(true)
  })

  it('needs nothing from elsewhere, scales, and says what its drawings are', () => {
    expect(text).toMatch(/<html lang="en">/)
    expect(text).not.toMatch(/(src|href)=|url\(|@import|<script|NaN|undefined|Infinity/)
    for (const [svg] of text.matchAll(/<svg[^>]*>/g)) {
      expect(svg).toMatch(/viewBox="0 0 \d+ \d+" (role="img" aria-label="[^"]+|aria-hidden="true)"/)
      expect(svg).not.toMatch(/ (width|height)=/)
    }
    for (const [figure] of text.matchAll(/<figure>[\s\S]*?<\/figure>/g))
      if (figure.includes('<svg class')) expect(figure).toContain('<figcaption>')
    // colours are the page's; those of elements are no text
    expect(
      text.slice(text.indexOf('<body>')).replace(/(fill|style)="(background:)?#[0-9a-f]{6}"/g, ''),
    ).not.toMatch(/#[0-9a-f]{3,6}\b|rgb\(/)
  })
})

describe('what is drawn', () => {
  it('is the floor by slope, with the slope of the data, and the slopes of pairs by distance', () => {
    const text = auditHtml('data', METHANE)
    expect(text).toContain('aria-label="The floor at each slope"')
    expect(text).toContain('aria-label="Slope of the data by distance"')
    expect(count(text, /class="mark c-data" d="M[\d.]+ 30V190"/g)).toBe(2)
    expect(text).toMatch(/slope of the data, [\d.]+ per Å/)
  })

  it('is a histogram with a bar for samples that pay at every slope', () => {
    const text = auditHtml('data', ROWS)
    const [, histogram] = /aria-label="Samples by the slope that they require">([\s\S]*?)<\/svg>/.exec(text)!
    const { infinite } = ROWS.report.requiredSlopes
    expect(infinite).toBeGreaterThan(0)
    expect(histogram).toContain('>∞</text>')
    expect(histogram).toContain(`>${infinite}</text>`)
  })

  it('are the atoms of the samples that pay most, with bonds and their labels', () => {
    const text = auditHtml('data', METHANE)
    const drawn = [...text.matchAll(/<svg class="structure"[\s\S]*?<\/svg>/g)].map(([svg]) => svg)
    expect(drawn).toHaveLength(METHANE.report.worst.length)
    for (const svg of drawn) {
      expect([count(svg, /class="atom"/g), count(svg, /class="bond"/g)]).toEqual([5, 4])
      expect(svg).toMatch(/aria-label="Sample \d+: (1 C, 4 H|4 H, 1 C)"/)
      expect(svg).toMatch(/class="c-label"/)
    }
    expect(auditHtml('data', ROWS)).not.toContain('class="structure"')
  })

  it('is the cell of a crystal, whose atoms on faces are on all of them', () => {
    const text = auditHtml('data', CRYSTAL)
    // caesium in eight corners and chlorine, bonded to each of them and nothing else
    expect(count(text, /class="cell"/g)).toBe(12)
    expect([count(text, /class="atom"/g), count(text, /class="bond"/g)]).toEqual([9, 8])
    expect(count(text, /class="f-label/g)).toBe(1)
    const { elements, positions, vectors } = CRYSTAL.structures![0]!
    const base = { index: 0, atoms: 2, elements, vectors, positions }
    const slab = sceneOf({ ...base, cell: CRYSTAL.structures![0]!.cell.slice(0, 2) })
    expect([slab.edges.length, slab.atoms.length]).toEqual([4, 5])
  })

  it('is a sentence where there is no curve', () => {
    const same = rows([[1, 2, 3]], [[0, 0, 0]])
    const text = auditHtml('data', {
      ...same,
      report: { ...same.report, floorBySlope: [], requiredSlopes: { infinite: 0, ranges: [] } },
    })
    for (const sentence of [
      /Labels do not differ, and no error is lost/,
      /There is no curve of the floor by slope: /,
      /There is no curve of the data’s own slope: /,
      /No sample requires a slope/,
    ])
      expect(text).toMatch(sentence)
    expect(text).not.toContain('class="plot"')
  })

  it('stays out of what is printed', () => {
    const fields = auditFields(CRYSTAL)
    expect(fields).toEqual({ ...CRYSTAL.report })
    // of one sample there is no interval, and no slope
    expect(Object.values(fields)).not.toContain(undefined)
  })
})

describe('samples that were skipped, kinds of samples and copies', () => {
  const { report } = ROWS
  it('are listed, of those skipped the first hundred', () => {
    const skipped = Array.from({ length: 103 }, (_, index) => ({
      index,
      code: 'INVALID_FILE' as const,
      message: `row ${index} is none`,
    }))
    const parts = [{ ...report, name: '3 atoms' }]
    const disagreeing = [{ indices: [4, 7], samples: 9, disagreement: 0.5 }]
    const text = auditHtml('data', { ...ROWS, report: { ...report, skipped, parts, disagreeing } })
    expect(text).toMatch(/Skipped samples[\s\S]*<td>row 99 is none<\/td>[\s\S]*<p>and 3 more<\/p>/)
    expect(text).toMatch(/<th scope="row">3 atoms<\/th><td/)
    expect(text).toMatch(/4, 7, …<\/th><td class="n">9<\/td>/)
    expect(text).not.toContain('row 100 is none')
  })
})

describe('names of strangers', () => {
  const EVIL = `"><img src=x onerror="alert(1)"></svg><script>'`
  it('are text wherever they stand', () => {
    const { report, structures } = CRYSTAL
    const evil: Audited = {
      ...CRYSTAL,
      sentence: EVIL,
      lengthUnit: EVIL,
      report: {
        ...report,
        advice: EVIL,
        orbitTypes: report.orbitTypes.map((t) => ({ ...t, name: EVIL, stabilizerOrder: EVIL })),
        worst: report.worst.map((w) => ({ ...w, pointGroup: EVIL, stabilizerOrder: EVIL })),
        parts: [{ ...report, name: EVIL }],
        skipped: [{ index: 0, code: 'INVALID_FILE', message: EVIL }],
      },
      structures: structures!.map((s) => ({ ...s, name: EVIL, elements: [EVIL, '<b>'] })),
    }
    const tags = (text: string) => new Set([...text.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, name]) => name))
    const known = tags(auditHtml('data', { ...CRYSTAL, report: { ...report, skipped: evil.report.skipped } }))
    const found = auditHtml(EVIL, evil)
    expect([...tags(found)].filter((t) => !known.has(t) && t !== 'p')).toEqual([])
    expect(count(found, /&lt;img/g)).toBeGreaterThan(8)
    expect(found).not.toMatch(/<img|<b>|<script/)
  })
})

describe('sizes', () => {
  it.each([1e-140, 1e-20, 1, 1e20, 1e145])('of inputs and labels of %d are drawn', (size) => {
    for (const [a, b] of [
      [size, 1],
      [1, size],
      [size, size],
    ] as const) {
      const scaled = (list: number[][], by: number) => list.map((r) => r.map((v) => by * v))
      const x = [
        [1, 1, 1],
        [1, 2, 5],
        [1, 1.01, 3],
      ]
      const y = [
        [1, 0, 0],
        [1, 2, 5],
        [0, 1, 0],
      ]
      const text = auditHtml('data', rows(scaled(x, a), scaled(y, b)))
      expect(text).not.toMatch(/NaN|undefined|Infinity/)
      expect(count(text, /class="plot"/g)).toBe(4)
    }
  })

  it('of structures are drawn within their frame', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
    const vector = fc.tuple(coordinate, coordinate, coordinate)
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: vector, label: vector, element: fc.constantFrom('H', 'C', 'Cs', 'zz') }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: -140, max: 150 }),
        fc.constantFrom(0, 2, 3),
        (list, power, dimensions) => {
          const unit = 10 ** power
          const svg = structureDrawing(
            {
              index: 0,
              atoms: list.length,
              elements: list.map((l) => l.element),
              positions: list.map(({ at: [x, y, z] }) => [unit * x, unit * y, unit * z] as const),
              cell: (
                [
                  [unit, 0, 0],
                  [unit / 4, unit, 0],
                  [0, 0, 2 * unit],
                ] as const
              ).slice(0, dimensions),
              vectors: list.map((l) => l.label),
            },
            'atoms',
          ).text
          expect(svg).not.toMatch(/NaN|undefined|Infinity/)
          const places = [...svg.matchAll(/c[xy]="([^"]*)"/g)].map(([, v]) => Number(v))
          expect(places.every((v) => v >= 0 && v <= 240)).toBe(true)
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })

  it('of structures that are too large to be drawn are said', () => {
    const large = { index: 0, atoms: 4000, elements: [], positions: [], cell: [], vectors: [] }
    expect(auditHtml('data', { ...CRYSTAL, structures: [large] })).toContain('4000 atoms, too many to draw')
  })
})

describe('scales', () => {
  it('have round ticks, ascending, between their ends', () => {
    const power = fc.double({ min: -300, max: 300, noNaN: true })
    fc.assert(
      fc.property(power, fc.double({ min: 0, max: 200, noNaN: true }), (from, span) => {
        const [least, most] = [10 ** from, 10 ** Math.min(307, from + span)]
        for (const { share, ticks } of [logScale(least, most, 2), linearScale(most)]) {
          const places = ticks.map((t) => share(t.value))
          expect(places.every((p) => p >= -1e-6 && p <= 1 + 1e-6)).toBe(true)
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
          expect(ticks.length).toBeLessThan(9)
          expect(ticks.length).toBeGreaterThan(0)
        }
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  it('are written as people write numbers', () => {
    expect([0, 0.02, 39.27, 1000, 2e-5, 1e-140, 3.14e150].map(short)).toEqual([
      '0',
      '0.02',
      '39.3',
      '1000',
      '2·10⁻⁵',
      '10⁻¹⁴⁰',
      '3.14·10¹⁵⁰',
    ])
  })
})

describe('the direction of a drawing', () => {
  it('is a turn, and shows the atoms of a plane apart', () => {
    const ring = Array.from({ length: 6 }, (_, k) => {
      const [c, s] = [Math.cos((k * Math.PI) / 3), Math.sin((k * Math.PI) / 3)]
      return [0.6 * c, s, 0.8 * c] as const
    })
    const view = viewOf(ring, false)
    const product = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, v, i) => sum + v * b[i]!, 0)
    view.forEach((a, i) => view.forEach((b, j) => expect(product(a, b)).toBeCloseTo(Number(i === j), 12)))
    const flat = ring.map((p) => [product(p, view[0]), product(p, view[1])] as const)
    flat.forEach(([x, y], i) =>
      flat.slice(0, i).forEach(([u, v]) => expect(Math.hypot(x - u, y - v)).toBeGreaterThan(0.7)),
    )
  })
})

describe('the sentence', () => {
  const { report } = METHANE
  const of = (change: Partial<Audited['report']>) =>
    auditSentence({ ...report, strictFloor: 0, price: 0, disagreement: 0, labelVariance: 4, ...change }, 'Å')

  it.each([
    [
      { strictFloor: 1, price: 1 },
      /^No equivariant model, however steep, can fit 25 % .* inputs are symmetric/,
    ],
    [{ strictFloor: 1, disagreement: 1 }, /can fit 25 % .* copies of one input have different labels\.$/],
    [{ strictFloor: 3, price: 1, disagreement: 2 }, /can fit 75 % .*: 25 % is lost .*, 50 % where copies/],
    [{ strictFloor: 4, price: 4 }, /better than one constant answer would, because inputs are symmetric/],
    [{ strictFloor: 1, price: 1, labelVariance: 0 }, /better than one constant answer/],
    [{ floorBySlope: [], verdict: 'level' as const }, /^Symmetry costs these labels nothing/],
    [
      {
        verdict: 'level' as const,
        floorBySlope: [
          [10, 1],
          [20, 0.5],
          [50, 0],
        ] as const,
        floorAtSlopeOfData: 0.02,
        slopeOfData: { ...report.slopeOfData, upper: 39.3 },
      },
      /must change by more than 20 per Å, and one .*, 39\.3 per Å, misses 0\.5 % of the label variance\.$/,
    ],
    [
      { verdict: 'level' as const, floorBySlope: [[10, 1]] as const, floorAtSlopeOfData: 0 },
      /more than 10 per Å, which is no steeper than the labels themselves\.$/,
    ],
    [
      { verdict: 'unknown' as const, floorBySlope: [[10, 1]] as const },
      /near a symmetry .* more than 10 per Å\.$/,
    ],
    [
      {
        verdict: 'unknown' as const,
        floorBySlope: [[10, 1]] as const,
        requiredSlopes: { infinite: 0, ranges: [] },
      },
      /nearly copies of each other .* more than 10 per Å\.$/,
    ],
    [
      { verdict: 'grows' as const, floorBySlope: [[10, 1]] as const },
      /not a smooth function of the inputs.*below a slope of 10 per Å .* at least 25 %/,
    ],
    [{ verdict: 'grows' as const, floorBySlope: [] }, /differing however near two inputs are\.$/],
  ])('says of %j what it comes to', (change, words) => {
    expect(of(change)).toMatch(words)
  })
})

describe('colours', () => {
  const text = page('title', html``)
  const schemes = [...text.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) =>
    Object.fromEntries(
      [...body!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]),
    ),
  )
  const light = (hex: string) => {
    const parts = [1, 3, 5]
      .map((k) => Number.parseInt(hex.slice(k, k + 2), 16) / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]! + 0.05
  }
  const contrast = (a: string, b: string) => Math.max(light(a) / light(b), light(b) / light(a))

  it('keep apart from the paper in light and in dark: texts by 4.5, lines and bars by 3', () => {
    expect(schemes).toHaveLength(2)
    expect(Object.keys(schemes[0]!)).toEqual(Object.keys(schemes[1]!))
    for (const { paper, panel, line: _, ...others } of schemes) {
      for (const [name, colour] of Object.entries(others)) {
        const least = name === 'ink' || name === 'quiet' ? 4.5 : 3
        expect([name, contrast(colour, paper!) >= least]).toEqual([name, true])
        if (least > 4) expect([name, contrast(colour, panel!) >= least]).toEqual([name, true])
      }
    }
  })
})

const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (p) => p && existsSync(p),
)
let browser: Browser | undefined
afterAll(() => browser?.close())

describe.skipIf(!chromium)('on a phone', () => {
  it.each(pages)(
    'the page of %s does not scroll sideways, and its texts have 14 pixels',
    async (name, found) => {
      browser ??= await playwright.launch({ executablePath: chromium!, args: CHROMIUM_FLAGS })
      const path = join(folder, `${name}.html`)
      await writeFile(path, auditHtml(`${'a-long-name'.repeat(12)}.xyz`, found))
      const tab = await browser.newPage({ viewport: { width: 360, height: 740 } })
      await tab.goto(`file://${path}`)
      const { over, smallest } = await tab.evaluate(() => ({
        over: document.documentElement.scrollWidth - innerWidth,
        smallest: Math.min(
          ...[...document.querySelectorAll('body *')]
            .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent!.trim() !== ''))
            .map((e) => {
              const svg = (e as SVGElement).ownerSVGElement
              const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
              return scale * Number.parseFloat(getComputedStyle(e).fontSize)
            }),
        ),
      }))
      await tab.close()
      expect(over).toBeLessThanOrEqual(0)
      expect(smallest).toBeGreaterThan(13.9)
    },
  )
})
