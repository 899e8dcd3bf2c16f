/** What HiGHS makes of a problem in CPLEX's LP format. */
interface HighsSolution {
  readonly Status: string
  readonly ObjectiveValue: number
  readonly Columns: Readonly<Record<string, { readonly Primal: number }>>
}
type Solve = (problem: string) => HighsSolution

let solver: Promise<Solve> | undefined

/** HiGHS, loaded once and when it is first needed. */
export async function highs(): Promise<Solve> {
  solver ??= load()
  return solver
}

async function load(): Promise<Solve> {
  // its typings are those of a CommonJS module, which exports the loader itself
  const module: { readonly default: unknown } = await import('highs')
  const loader = module.default as () => Promise<{ solve: Solve }>
  const instance = await loader()
  return (problem) => instance.solve(problem)
}
