import fc from 'fast-check'
import { closeTo } from '../harness/compare.js'
import { type Atoms, sets, textOfAtoms } from './atoms.js'
import { answerOf, withFiles } from './run-cli.js'

const LABELS = ['energy', 'dipole', 'forces'] as const
export const asked = {
  list: sets,
  label: fc.constantFrom(...LABELS),
  group: fc.constantFrom('O(3)', 'SO(3)', 'Oh', 'c2v'),
}
export const keys = fc.array(fc.nat(30), { minLength: 6, maxLength: 6 })
export const tolerance = fc.constantFrom(0.001, 0.01, 0.03)
export const precision = fc.constantFrom(0.0005, 0.005, 0.015)
export const figures = closeTo(1e-7, 1e-7)

export interface Asked {
  readonly label: string
  readonly group: string
  readonly tolerance?: number
  readonly precision?: number
}

export function reportOf(
  text: string,
  { label, group, tolerance: t, precision: p }: Asked,
  options: readonly string[] = [],
) {
  return withFiles({ 'a.xyz': text }, (path) =>
    answerOf([
      'audit',
      path('a.xyz'),
      '--group',
      group,
      '--label',
      label,
      ...(t === undefined ? [] : ['--tolerance', String(t)]),
      ...(p === undefined ? [] : ['--precision', String(p)]),
      ...options,
    ]),
  )
}

export const FIGURES = [
  'samples',
  'symmetric',
  'orbits',
  'orbitTypes',
  'strictFloor',
  'price',
  'disagreement',
  'labelVariance',
]

/** What a report says of a data set whatever its text; of an error that there is one. */
export function figuresOf(report: Record<string, unknown>, names = FIGURES): Record<string, unknown> {
  if (report.error) return { error: (report.error as { code: string }).code }
  return Object.fromEntries(names.map((name) => [name, report[name]]))
}

export const audited = async (list: readonly Atoms[], given: Asked, digits = 9) =>
  figuresOf(await reportOf(textOfAtoms(list, digits), given))
