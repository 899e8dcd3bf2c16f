import { describe, expect, it } from 'vitest'
import { elementSymbol } from '../../src/elements/symbols.js'
import { elementOf } from '../../src/index.js'

describe('elements', () => {
  it('are found by number, from books', () => {
    const known = { 1: 'H', 6: 'C', 26: 'Fe', 57: 'La', 71: 'Lu', 82: 'Pb', 92: 'U', 118: 'Og', 0: 'X' }
    for (const [z, symbol] of Object.entries(known)) expect(elementSymbol(Number(z))).toBe(symbol)
    expect(elementSymbol(119)).toBeUndefined()
  })

  it('are named by labels in any case of letters, with numbers behind', () => {
    const labels = ['h', 'CL', 'fe12', 'H', 'Xx', 'D1', '1H', 'H_a', '', 'Hes']
    expect(labels.map(elementOf)).toEqual(['H', 'Cl', 'Fe', 'H', 'Xx', 'D1', '1H', 'H_a', '', 'Hes'])
  })
})
