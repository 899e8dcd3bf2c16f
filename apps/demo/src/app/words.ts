/** A number of things: “1 orbit”, “2 orbits”. */
export function counted(n: number | string, one: string, many = `${one}s`): string {
  return `${n} ${String(n) === '1' ? one : many}`
}
