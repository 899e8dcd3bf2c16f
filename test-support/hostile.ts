import fc from 'fast-check'
import { BuridanError } from '../packages/groups/src/index.js'

/** Values that no type allows, and numbers at the edges. */
export const hostile = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...[
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -1,
      1e308,
      2 ** 31,
      null,
      undefined,
      '',
      [],
      {},
      [[]],
      [[Number.NaN]],
    ],
    ...[{ length: 3 }, { length: 1e9 }, '__proto__', new Float64Array(3), -0, 0.5, [0], [1, 0], [[1, 0]], 1n],
  ),
)

/** Runs it; throws unless it returns, or throws a typed error. */
export function onlyTyped(f: () => unknown): void {
  try {
    f()
  } catch (error) {
    if (!(error instanceof BuridanError)) {
      throw new Error(`an untyped error: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
}

/** As {@link onlyTyped}, for what returns a promise. */
export async function onlyTypedAsync(f: () => Promise<unknown>): Promise<void> {
  try {
    await f()
  } catch (error) {
    onlyTyped(() => {
      throw error
    })
  }
}
