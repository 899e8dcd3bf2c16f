/** Whether tests that are asked once are asked: in CI and at night. */
export const everything = Boolean(process.env.CI || process.env.NIGHTLY)

const atNight = Boolean(process.env.NIGHTLY)
/** In CI from the name of the commit. */
const turn = Math.abs(Number(process.env.TURN ?? process.env.FC_SEED ?? 1) | 0)

/**
 * Of cases that are alike and take long a third by hand, another third with each FC_SEED, and half in CI, one or the other with each commit;
 * all of them at night.
 */
export function inTurn<T>(cases: readonly T[]): T[] {
  if (atNight) return [...cases]
  const parts = everything ? 2 : 3
  return cases.filter((_, i) => (i + turn) % parts === 0)
}

/**
 * Whether a test that takes long is asked now, of three groups of them: one group by hand, another with each FC_SEED, and two in CI, which
 * two hangs on the commit; all at night.
 */
export function isTurn(group: 0 | 1 | 2): boolean {
  const left = (group + turn) % 3
  return atNight || (everything ? left !== 1 : left === 0)
}
