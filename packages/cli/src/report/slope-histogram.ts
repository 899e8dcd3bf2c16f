import type { Audited } from '../audited.js'
import { per } from './audit-curves.js'
import { html, type Markup } from './markup.js'
import { dataMark, type Key, keys, plot, px } from './plot.js'
import { linearScale, type Scale, short } from './scales.js'

/** The most bars of finite slopes; with more powers of ten a bar covers several. */
const MOST_BARS = 6

/** A bar: samples from one slope to another. */
interface Bar {
  readonly samples: number
  readonly classes: string
}

/**
 * Numbers of samples by required slope: a bar for each power of ten, one for samples that no slope is enough for, and one for all other
 * samples.
 */
export function slopeHistogram({ report, lengthUnit }: Audited): Markup {
  const { requiredSlopes, samples, slopeOfData } = report
  const { infinite, ranges } = requiredSlopes
  const some = ranges.reduce((sum, r) => sum + r.samples, infinite)
  if (some === 0) {
    return html`<p>No sample requires a slope: none is at or near a symmetry that its label lacks.</p>`
  }
  const powers = ranges.map((r) => Math.round(Math.log10(r.from)))
  const own =
    slopeOfData.upper !== undefined && slopeOfData.upper > 0 ? Math.log10(slopeOfData.upper) : undefined
  const isNear = own !== undefined && powers.length > 0
  const all = isNear ? [...powers, Math.floor(own)] : powers
  const [from, to] = all.length === 0 ? [0, 0] : [Math.min(...all), Math.max(...all) + 1]
  const width = Math.max(1, Math.ceil((to - from) / MOST_BARS))
  const finite = Array.from({ length: Math.ceil((to - from) / width) }, (_, k): Bar => {
    const start = from + k * width
    const inside = ranges.filter((_, i) => powers[i]! >= start && powers[i]! < start + width)
    return { samples: inside.reduce((sum, r) => sum + r.samples, 0), classes: 'f-price' }
  })
  const bars: Bar[] = [
    { samples: samples - some, classes: 'f-rest' },
    ...finite,
    { samples: infinite, classes: 'f-price' },
  ]
  // powers of ten are marked between bars, 0 and ∞ in the middle of the first and the last bar
  const places: Scale = {
    share: (v) => v / bars.length,
    ticks: [
      { value: 0.5, text: '0' },
      ...Array.from({ length: finite.length === 0 ? 0 : finite.length + 1 }, (_, k) => ({
        value: k + 1,
        text: short(Number(`1e${from + k * width}`)),
      })).filter((_, k) => finite.length < 4 || k % 2 === 0),
      { value: bars.length - 0.5, text: '∞' },
    ],
  }
  const most = Math.max(...bars.map((b) => b.samples))
  const drawn = plot(
    'Samples by the slope that they require',
    { name: `required slope${per(lengthUnit)}`, scale: places },
    { name: 'samples', scale: linearScale(Math.max(most, 4)) },
    ({ x, y, box }) => {
      const shapes = bars.map(({ samples: count, classes }, k) => {
        const [left, right, top] = [x(k) + 3, x(k + 1) - 3, y(count)]
        const isTall = top < box.top + 14
        const text = html`<text x="${px((left + right) / 2)}" y="${px(isTall ? box.top - 3 : top - 4)}" text-anchor="middle">${count}</text>`
        return html`<rect class="${classes}" x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${px(box.bottom - top)}"/>${text}`
      })
      const at = isNear ? x(1 + (own - from) / width) : 0
      return html`${shapes}${isNear ? dataMark(at, box) : ''}`
    },
  )
  const list: Key[] = [
    ...(isNear
      ? [['mark c-data', `slope of the data, ${short(slopeOfData.upper!)}${per(lengthUnit)}`] as const]
      : []),
  ]
  return html`<figure>${drawn}<figcaption>${keys(list)}
The slope below which no equivariant model fits a sample: how much its label changes under a symmetry over its distance from it. ∞: the sample has the symmetry exactly. 0: it loses nothing at any slope. Slopes far above that of the data ask for a model that breaks the symmetry.</figcaption></figure>`
}
