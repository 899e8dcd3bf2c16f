import { drawing } from './charts.js'

/** Spins of a square lattice, one drawing for each state: up is dark, down is light. */
export function spinPatterns(states: readonly (readonly number[])[]): string {
  return states
    .map((spins, k) => {
      const side = Math.round(Math.sqrt(spins.length))
      const points = spins.map((m, i) => ({
        at: [i % side, side - 1 - Math.floor(i / side)] as [number, number],
        label: '',
        size: 150 / side,
        colour: shade(m),
      }))
      return drawing(`state ${k + 1}`, points, [], [], { min: -0.7, max: side - 0.3 })
    })
    .join('\n')
}

/** From light orange at −1 over white at 0 to dark blue at 1. */
export function shade(m: number): string {
  const end = m > 0 ? [0, 114, 178] : [230, 159, 0]
  const t = Math.min(1, Math.abs(m))
  return `rgb(${end.map((c) => Math.round(255 + (c - 255) * t)).join(',')})`
}
