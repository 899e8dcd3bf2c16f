/** How many hostile calls are made of all targets, in one run. */
export const CALLS = Number(process.env.FUZZ_CALLS ?? 5_000)
