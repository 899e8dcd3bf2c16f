import fc from 'fast-check'

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

/** Whether it is an error of the hierarchy, by its classes' names: the package may be there twice, as source and packed. */
function isTyped(error: unknown): boolean {
  for (let p = error; p instanceof Error; p = Object.getPrototypeOf(p)) {
    if (p.constructor.name === 'BuridanError') return true
  }
  return false
}

/** Runs it; throws unless it returns, or throws a typed error. */
export function onlyTyped(f: () => unknown): void {
  try {
    f()
  } catch (error) {
    if (!isTyped(error)) {
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
