import { integerIn } from '@buridan/core'
import { emlpParameterCount, hiddenRepresentation } from '@buridan/emlp'
import { type AnyRepresentation, directSum, multiple } from '@buridan/groups'
import { denseParameterCount } from './dense-network.js'
import { emlpOptions, extraOf } from './equivariant-methods.js'
import type { SymmetryBreakerOptions } from './options.js'
import { relaxedParameterCount } from './relaxed-network.js'
import type { BreakerMethod } from './symmetry-breaker.js'

/** Options whose hidden representation gives the method about as many parameters as asked for; the same if none are. */
export function matchParameters(
  method: BreakerMethod,
  options: SymmetryBreakerOptions,
): SymmetryBreakerOptions {
  const { parameters, repIn, repOut, layers = 3 } = options
  if (parameters === undefined) return options
  integerIn(parameters, 1, 2 ** 31, 'parameters')
  if (layers === 0) return options
  if (method === 'canonical' || method === 'augmented') {
    const count = (hidden: number) =>
      denseParameterCount({ inputs: repIn.dim, outputs: repOut.dim, hidden, layers })
    return { ...options, hidden: nearest(parameters, count) }
  }
  const like = hiddenRepresentation(repIn, options.hidden, repOut)
  const count = (hidden: AnyRepresentation) => parameterCountOf(method, { ...options, hidden })
  return { ...options, hidden: nearestHidden(parameters, like, count) }
}

function parameterCountOf(method: BreakerMethod, options: SymmetryBreakerOptions): number {
  if (method === 'relaxed') return relaxedParameterCount(options)
  if (method === 'strict') return emlpParameterCount(emlpOptions(options))
  const extra = extraOf(options)
  const learned = method === 'positional' || method === 'breaking-input' ? extra.dim : 0
  return learned + emlpParameterCount(emlpOptions(options, extra))
}

/** The positive integer at which a growing function is nearest to a target. */
function nearest(target: number, f: (n: number) => number): number {
  let high = 1
  while (f(high) < target) high *= 2
  let low = Math.max(1, high >> 1)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (f(middle) < target) low = middle
    else high = middle
  }
  return Math.abs(f(low) - target) <= Math.abs(f(high) - target) ? low : high
}

/**
 * The hidden representation with its summands in about the same proportions whose count is nearest: all copies scaled first,
 * then those of the smallest summand, which change the count the least.
 */
function nearestHidden(
  target: number,
  like: AnyRepresentation,
  count: (hidden: AnyRepresentation) => number,
): AnyRepresentation {
  const summands: readonly { rep: AnyRepresentation; count: number }[] = like.summands
  const make = (counts: readonly number[]) =>
    directSum<AnyRepresentation>(...summands.map((s, i) => multiple<AnyRepresentation>(counts[i]!, s.rep)))
  const scaled = (steps: number) => summands.map((s) => Math.max(1, Math.round((s.count * steps) / 16)))
  const steps = nearest(target, (n) => count(make(scaled(n))))
  const smallest = summands.reduce((best, s, i) => (s.rep.dim < summands[best]!.rep.dim ? i : best), 0)
  // one step of the scale below, so that the smallest summand is what is added
  const counts = scaled(Math.max(1, steps - 1))
  const vary = (n: number) => make(counts.map((c, i) => (i === smallest ? n : c)))
  const varied = vary(nearest(target, (n) => count(vary(n))))
  const plain = make(scaled(steps))
  return Math.abs(count(varied) - target) < Math.abs(count(plain) - target) ? varied : plain
}
