import { minimumFreeEnergy } from '@buridan/tasks'
import { TEMPERATURES } from './methods.js'

/** The size of the polarization of least free energy at each of {@link TEMPERATURES}. */
export function exactSizes(): number[] {
  return TEMPERATURES.map((celsius) => Math.hypot(...minimumFreeEnergy(celsius).polarization))
}
