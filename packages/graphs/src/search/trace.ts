/**
 * The record of refinement along a path of the search tree, as a sequence of numbers that isomorphic paths share. It is
 * compared, as it grows, with the trace of the first path (for automorphisms) and of the best path (for the
 * canonical labelling), so that a branch is left as soon as it can serve neither.
 */
export class Trace {
  /** Whether the path so far looks like the first one. */
  likeFirst = true
  /** Whether the path so far is before (−1), like (0) or after (1) the best one; the last path in this order wins. */
  versusBest: -1 | 0 | 1 = 0
  /** Number of events so far. */
  length = 0
  recording = true
  #first = new Int32Array(1024)
  #firstLength = 0
  #best = new Int32Array(1024)
  #bestLength = 0

  canonical = false

  reset(canonical: boolean): void {
    this.canonical = canonical
    this.likeFirst = true
    this.versusBest = 0
    this.length = 0
    this.recording = true
  }

  /** Whether a leaf below can neither be like the first one nor be the best. */
  get hopeless(): boolean {
    return !this.likeFirst && this.versusBest < 0
  }

  emit(event: number): void {
    const at = this.length++
    if (this.recording) {
      if (at === this.#first.length) this.#first = grown(this.#first)
      this.#first[at] = event
      return
    }
    if (this.likeFirst && (at >= this.#firstLength || this.#first[at] !== event)) this.likeFirst = false
    if (this.versusBest === 0) {
      if (at >= this.#bestLength) this.versusBest = 1
      else if (event !== this.#best[at]) this.versusBest = event < this.#best[at]! ? -1 : 1
    }
    if (this.versusBest === 1) {
      if (at === this.#best.length) this.#best = grown(this.#best)
      this.#best[at] = event
      this.#bestLength = at + 1
    }
  }

  /** Ends the first path, which is the best so far. */
  endFirst(): void {
    this.recording = false
    this.#firstLength = this.length
    if (this.canonical) {
      while (this.#best.length < this.length) this.#best = grown(this.#best)
      for (let i = 0; i < this.length; i++) this.#best[i] = this.#first[i]!
    }
    this.#bestLength = this.length
    this.versusBest = this.canonical ? 0 : -1
  }

  /** The path came to a leaf and is now the best one. */
  becomeBest(): void {
    this.#bestLength = this.length
    this.versusBest = 0
  }

  /** Back to a node whose trace had this length and these relations. */
  restore(length: number, likeFirst: boolean, versusBest: -1 | 0 | 1): void {
    this.length = length
    this.likeFirst = likeFirst
    this.versusBest = versusBest
  }
}

function grown(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const out = new Int32Array(old.length * 2)
  out.set(old)
  return out
}

/** Mixes three integers to one of 32 bits. */
export function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a + 0x7f4a7c15, 0x9e3779b1) ^ Math.imul(b + 0x165667b1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul(c + 0x27d4eb2f, 0x27d4eb2d)
  return h ^ (h >>> 13)
}
