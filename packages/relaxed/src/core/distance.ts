/** Euclidean distance, without overflow. */
export function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [scale, sum] = [0, 0]
  for (let i = 0; i < a.length; i++) scale = Math.max(scale, Math.abs(a[i]! - b[i]!))
  if (scale === 0) return 0
  for (let i = 0; i < a.length; i++) sum += ((a[i]! - b[i]!) / scale) ** 2
  return scale * Math.sqrt(sum)
}

/** Euclidean norm, without overflow. */
export function norm(a: ArrayLike<number>): number {
  let [scale, sum] = [0, 0]
  for (let i = 0; i < a.length; i++) scale = Math.max(scale, Math.abs(a[i]!))
  if (scale === 0) return 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! / scale) ** 2
  return scale * Math.sqrt(sum)
}
