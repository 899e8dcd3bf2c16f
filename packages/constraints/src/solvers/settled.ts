/** Rounding residue of matrices that are whole numbers is cleared. */
export function settled(v: number): number {
  const near = Math.round(v)
  return Math.abs(v - near) < 1e-13 ? near : v
}
