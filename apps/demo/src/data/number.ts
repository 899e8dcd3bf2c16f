/** A number as people read it, with four digits. */
export function number(value: number): string {
  return value === 0 ? '0' : Number(value.toPrecision(4)).toString()
}
