/** Whether all cases are asked: in CI and at night. */
export const everything = Boolean(process.env.CI || process.env.NIGHTLY)

const turn = Math.abs(Number(process.env.FC_SEED ?? 1) | 0)

/** Of cases that are alike and take long a third by hand, another third with each FC_SEED; all of them in CI and at night. */
export function inTurn<T>(cases: readonly T[]): T[] {
  return everything ? [...cases] : cases.filter((_, i) => (i + turn) % 3 === 0)
}

/** Whether a test that takes long is asked now, of three groups of them: one group by hand, another with each FC_SEED; all in CI and at night. */
export function isTurn(group: 0 | 1 | 2): boolean {
  return everything || (group + turn) % 3 === 0
}
