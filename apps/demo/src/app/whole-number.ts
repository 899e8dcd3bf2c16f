/** A whole number of an address, or what stands for it where there is none in its range. */
export function wholeNumber(
  params: URLSearchParams,
  name: string,
  { least = 0, most, plain }: { readonly least?: number; readonly most: number; readonly plain: number },
): number {
  const text = params.get(name)
  if (text === null || !/^-?\d{1,10}$/.test(text)) return plain
  const value = Number(text)
  return value >= least && value <= most ? value : plain
}
