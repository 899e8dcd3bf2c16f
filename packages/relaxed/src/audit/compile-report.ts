import { euclideanDistance } from '@buridan/core'
import { advise, verdictOf } from './advice.js'
import { intervals } from './bootstrap.js'
import { dataSlope } from './data-slope.js'
import type { FamilyFigures } from './family-figures.js'
import { completeFrom, curveOf, floorAt } from './family-floors.js'
import type { LabelUnit } from './label-unit.js'
import { orbitTypesOf } from './orbit-type-table.js'
import { disagreeingOf, payingOf, requiredSlopesOf } from './paying-samples.js'
import type { AuditFigures, AuditReport, AuditSubset, SkippedSample } from './report.js'

/** Differences from the strict floor up to this share of the label variance count as 0. */
const NO_SHARE = 1e-12

/** The parts of a report. */
export interface Compiled {
  readonly families: readonly FamilyFigures[]
  /** The name of each family. */
  readonly names: readonly string[]
  readonly unit: LabelUnit
  readonly skipped: readonly SkippedSample[]
  readonly precision: { readonly input: number; readonly label: number }
  /** The number of samples listed in `worst`, and of orbits in `disagreeing`. */
  readonly worst: number
  /** The unit of distances, for the advice. */
  readonly lengthUnit: string
}

/** Sums over samples, in the common unit of labels. */
interface Sums {
  samples: number
  symmetric: number
  orbits: number
  price: number
  disagreement: number
  spread: number
}

/** The report of some families. */
export function compileReport(compiled: Compiled): AuditReport {
  const { families, names, unit, skipped, precision, worst, lengthUnit } = compiled
  const each = families.map(sumsOf)
  const all = each.reduce(added)
  const spread = spreadOfAll(families, all.spread)
  const { samples } = all
  const whole = wholeOf(families, samples)
  const square = (v: number, name: string) => unit.checkedSquare(v, whole, name)
  const figures = figuresOf({ ...all, spread }, square)
  const components = families.reduce((sum, f) => sum + f.placed.length * f.family.space.labelDim, 0)
  const share = components === 0 ? 0 : samples / components
  const slope = dataSlope(
    families.flatMap((f) =>
      f.pairs.map(({ distance, difference }) => ({ distance, difference: unit.length(difference) })),
    ),
  )
  const strict = all.price + all.disagreement
  const from = completeFrom(families)
  const curve = curveOf(families, from, unit, strict, NO_SHARE * Math.max(spread, strict))
  const intervalsOf = intervals(
    families.flatMap((f) =>
      f.figures.map(({ price, disagreement }, k) => ({
        samples: f.orbits[k]!.members.length,
        sums: [unit.square(price + disagreement), unit.square(price), unit.square(disagreement)],
      })),
    ),
    3,
  )
  const report = {
    ...figures,
    skipped,
    orbitTypes: orbitTypesOf(families, samples, square),
    floorBySlope: curve.map(([s, floor]) => [unit.length(s), square(floor / samples, 'a floor')] as const),
    slopeOfData: slope,
    verdict: verdictOf({ slopeOfData: slope, labelVariance: figures.labelVariance }),
    floorAtSlopeOfData:
      slope.upper === undefined || !(unit.lengthOf(slope.upper) >= from)
        ? undefined
        : square(floorAt(families, strict, unit.lengthOf(slope.upper)) / samples, 'a floor'),
    requiredSlopes: requiredSlopesOf(families, unit, from),
    perComponent: {
      strictFloor: share * figures.strictFloor,
      price: share * figures.price,
      disagreement: share * figures.disagreement,
      labelVariance: share * figures.labelVariance,
    },
    intervals: intervalsOf && {
      strictFloor: intervalsOf[0]!,
      price: intervalsOf[1]!,
      disagreement: intervalsOf[2]!,
    },
    parts:
      families.length < 2
        ? []
        : each.map((sums, k): AuditSubset => ({ name: names[k]!, ...figuresOf(sums, square) })),
    worst: payingOf(families, unit, worst, square),
    disagreeing: disagreeingOf(families, worst, samples, square),
    precision,
    searched: {
      symmetries: families.reduce((least, f) => Math.min(least, f.radius), Number.POSITIVE_INFINITY),
      copies: families.reduce((least, f) => Math.min(least, f.near.within), Number.POSITIVE_INFINITY),
    },
    deviation: deviationOf(families),
  }
  // what a function as steep as the data makes of the errors of inputs
  const error = families.reduce((most, f) => Math.max(most, f.family.precision.distance), 0)
  const rounding = report.verdict === 'level' ? ((slope.upper ?? 0) * error) ** 2 : 0
  return inOrder({ ...report, advice: advise(report, lengthUnit, rounding) })
}

function sumsOf({ placed, orbits, figures, spread }: FamilyFigures): Sums {
  return {
    samples: placed.length,
    symmetric: orbits.reduce((sum, o) => sum + (o.stabilizer ? o.members.length : 0), 0),
    orbits: orbits.length,
    price: figures.reduce((sum, f) => sum + f.price, 0),
    disagreement: figures.reduce((sum, f) => sum + f.disagreement, 0),
    spread,
  }
}

function added(a: Sums, b: Sums): Sums {
  return {
    samples: a.samples + b.samples,
    symmetric: a.symmetric + b.symmetric,
    orbits: a.orbits + b.orbits,
    price: a.price + b.price,
    disagreement: a.disagreement + b.disagreement,
    spread: a.spread + b.spread,
  }
}

function figuresOf(
  { samples, symmetric, orbits, price, disagreement, spread }: Sums,
  square: (v: number, name: string) => number,
): AuditFigures {
  const mean = (v: number, name: string) => square(v / samples, name)
  return {
    samples,
    symmetric,
    orbits,
    strictFloor: mean(price + disagreement, 'the strict floor'),
    price: mean(price, 'the price'),
    disagreement: mean(disagreement, 'the disagreement'),
    labelVariance: mean(spread, 'the label variance'),
  }
}

/** The spread of all labels about one mean if labels of all families have the same dimension; otherwise the spread within each family. */
function spreadOfAll(families: readonly FamilyFigures[], within: number): number {
  const dims = new Set(families.map((f) => f.mean.length))
  if (families.length < 2 || dims.size > 1) return within
  // a running mean: that of equal labels is exact
  const mean = new Float64Array(families[0]!.mean.length)
  let samples = 0
  for (const f of families) {
    samples += f.placed.length
    for (let i = 0; i < mean.length; i++) mean[i]! += (f.placed.length / samples) * (f.mean[i]! - mean[i]!)
  }
  return within + families.reduce((sum, f) => sum + f.placed.length * euclideanDistance(f.mean, mean) ** 2, 0)
}

/** The mean squared norm of labels. */
function wholeOf(families: readonly FamilyFigures[], samples: number): number {
  const sum = families.reduce(
    (s, f) => s + f.spread + f.placed.length * f.mean.reduce((square, v) => square + v * v, 0),
    0,
  )
  return sum / samples
}

/** The largest displacement between inputs taken for equal. */
function deviationOf(families: readonly FamilyFigures[]): number {
  let most = 0
  for (const { orbits } of families) {
    for (const { members, stabilizer } of orbits) {
      if (stabilizer) most = Math.max(most, stabilizer.displacement)
      for (const { displacement } of members) most = Math.max(most, displacement)
    }
  }
  return most
}

/** The fields of a report in the order in which they are printed. */
function inOrder(report: AuditReport): AuditReport {
  const { samples, skipped, symmetric, orbits, orbitTypes, strictFloor, price, disagreement, ...rest } =
    report
  const { floorBySlope, slopeOfData, verdict, labelVariance, perComponent, advice, ...others } = rest
  return {
    samples,
    skipped,
    symmetric,
    orbits,
    orbitTypes,
    strictFloor,
    price,
    disagreement,
    labelVariance,
    perComponent,
    floorBySlope,
    slopeOfData,
    verdict,
    ...others,
    advice,
  }
}
