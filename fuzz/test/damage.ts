import { type Rng, rng } from '@buridan/groups'

/** What happens to files: they are cut, a bit flips, a part comes twice or is lost, a number becomes a huge one. */
const DAMAGES: readonly ((bytes: Uint8Array, random: Rng) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, random.int(bytes.length)),
  (bytes, random) => {
    const out = bytes.slice()
    out[random.int(out.length)]! ^= 1 << random.int(8)
    return out
  },
  (bytes, random) => {
    const [from, to] = [random.int(bytes.length), random.int(bytes.length)].sort((a, b) => a - b)
    return joined(bytes.subarray(0, to), bytes.subarray(from))
  },
  (bytes, random) => {
    const [from, to] = [random.int(bytes.length), random.int(bytes.length)].sort((a, b) => a - b)
    return joined(bytes.subarray(0, from), bytes.subarray(to))
  },
  (bytes, random) => {
    const digits = [...bytes.keys()].filter((i) => bytes[i]! >= 48 && bytes[i]! <= 57)
    if (digits.length === 0) return bytes
    const at = digits[random.int(digits.length)]!
    const huge = ['99999999999', '1e999', '-1', '0.5', '4294967296'][random.int(5)]!
    return joined(bytes.subarray(0, at), new TextEncoder().encode(huge), bytes.subarray(at + 1))
  },
]

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The bytes, damaged in one way that the seed draws. */
export function damaged(bytes: Uint8Array, seed: number): Uint8Array {
  const random = rng(seed)
  return DAMAGES[random.int(DAMAGES.length)]!(bytes, random)
}
