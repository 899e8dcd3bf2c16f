/** A node of the search tree: the cell of its branches and the state to restore on coming back. */
export interface Node {
  readonly cell: number
  readonly splits: number
  readonly singles: number
  readonly trace: number
  readonly likeFirst: boolean
  versusBest: -1 | 0 | 1
}

/** A node off the first path; its cell's vertices are listed when a second one is asked for. */
export interface Branching extends Node {
  members: Int32Array | undefined
  first: number
  next: number
}
