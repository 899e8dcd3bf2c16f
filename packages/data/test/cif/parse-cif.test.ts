import { describe, expect, it } from 'vitest'
import { parseCif } from '../../src/index.js'

describe('CIF', () => {
  it('is refused where the cell is missing, not orthogonal or not of numbers', () => {
    expect(() => parseCif('')).toThrow(/_cell_angle_alpha is missing/)
    expect(() => parseCif('_cell_angle_alpha 60\n')).toThrow(/is 60/)
    const cell =
      '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c x\n'
    expect(() => parseCif(cell)).toThrow(/_cell_length_c is x/)
  })
})
