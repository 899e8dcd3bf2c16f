import type { Element } from './acting.js'

/** How far a function is from φ(gx) = g h φ(x) with some h that keeps x, and from h = 1: the worst over all elements, relative. */
export function worstRelaxed(
  elements: readonly Element[],
  x: readonly number[],
  f: (x: readonly number[]) => readonly number[],
): { relaxed: number; strict: number } {
  const own = elements.filter((g) => apart(g.in(x), x) <= 1e-6 * norm(x))
  const y = f(x)
  let [relaxed, strict] = [0, 0]
  for (const g of elements) {
    const image = f(g.in(x))
    const size = Math.max(norm(y), norm(image)) || 1
    relaxed = Math.max(relaxed, Math.min(...own.map((h) => apart(image, g.out(h.out(y))))) / size)
    strict = Math.max(strict, apart(image, g.out(y)) / size)
  }
  return { relaxed, strict }
}

export const norm = (v: readonly number[]) => Math.hypot(...v)

export const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((v, i) => v - b[i]!))
