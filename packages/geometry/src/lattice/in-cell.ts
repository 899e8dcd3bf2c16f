/** A fraction less its whole part. */
export function inCell(x: number): number {
  const rest = x - Math.floor(x)
  // −1e-17 less −1 is 1
  return rest < 1 ? rest : 0
}
