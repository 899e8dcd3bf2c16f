import { parseRepresentation, pointGroup, rng } from '@buridan/groups'
import { Auditor } from '@buridan/relaxed'
import type { MeasurementCase } from '../measurement.js'

const SAMPLES = 50_000
/** One sample in so many is made of zeros and ones, and most of these are symmetric. */
const SYMMETRIC_SHARE = 10
const REPRESENTATIONS = ['21*V', 'V+T(2)+2*T(3)', 'R+5*V'] as const

/** How many samples a minute an audit takes in and reports on. */
export const auditStream: MeasurementCase = {
  name: 'audit-stream',
  about:
    'Auditor on 50 000 random samples under O_h, inputs and labels of about 64 numbers, all in orbits of their own, and its report',
  measure() {
    const group = pointGroup('Oh')
    const values = REPRESENTATIONS.flatMap((text) => {
      const rep = parseRepresentation(group, text)
      const random = rng(0)
      const auditor = new Auditor({ repIn: rep, repOut: rep })
      const rows = Array.from({ length: 1000 }, (_, k) => row(rep.dim, k % SYMMETRIC_SHARE === 0, random))
      let milliseconds = 0
      for (let at = 0; at < SAMPLES; at += rows.length) {
        // a sample moved off by its number, so that no two are in one orbit
        const x = rows.map((r, k) => r.map((v) => v * (1 + (at + k) / SAMPLES)))
        const started = performance.now()
        for (let k = 0; k < rows.length; k++) auditor.add(x[k]!, rows[rows.length - 1 - k]!)
        milliseconds += performance.now() - started
      }
      const started = performance.now()
      const { orbits } = auditor.report()
      const all = milliseconds + performance.now() - started
      const name = `${text}, ${rep.dim} numbers`
      return [
        { name, value: (1000 * milliseconds) / SAMPLES, unit: 'µs to take in a sample' },
        { name, value: (1000 * all) / SAMPLES, unit: 'µs a sample with the report' },
        { name, value: (60 * SAMPLES) / all / 1000, unit: 'million samples a minute' },
        { name, value: orbits, unit: 'orbits' },
      ]
    })
    return { name: this.name, about: this.about, values }
  },
}

function row(
  dim: number,
  symmetric: boolean,
  random: { int(n: number): number; normal(): number },
): Float64Array {
  return Float64Array.from({ length: dim }, () => (symmetric ? random.int(2) : random.normal()))
}
