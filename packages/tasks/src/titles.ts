import type { Task } from './task.js'

/** What a task is called, and where it is from. */
export type TaskTitle = Pick<Task, 'name' | 'title' | 'domain'>

export const PZT: TaskTitle = {
  name: 'pzt',
  title: 'PbZr₀.₁Ti₀.₉O₃: displacement of the atoms',
  domain: 'physics',
}

export const BATIO3: TaskTitle = {
  name: 'batio3',
  title: 'BaTiO₃: polarization against temperature',
  domain: 'physics',
}

export const SPINS_SIDE = 6
export const spinsTitle = (side: number): TaskTitle => ({
  name: 'spins',
  title: `Ising antiferromagnet with J₁ and J₂ on the ${side}×${side} torus: ground states`,
  domain: 'physics',
})

export const AUTOENCODING_VERTICES = 7
export const autoencodingTitle = (vertices: number): TaskTitle => ({
  name: 'autoencoding',
  title: `Auto-encoding of all connected graphs on up to ${vertices} vertices and of symmetric graphs`,
  domain: 'graphs',
})

export const BOND_ORDERS: TaskTitle = {
  name: 'bond-orders',
  title: 'Bond orders and valences of real molecules from their skeletons',
  domain: 'graphs',
}

export const MAX_CUT: TaskTitle = {
  name: 'max-cut',
  title: 'Maximum cut of symmetric and random graphs',
  domain: 'optimization',
}

export const INDEPENDENT_SET: TaskTitle = {
  name: 'independent-set',
  title: 'Maximum independent set of symmetric and random graphs',
  domain: 'optimization',
}

export const DECODING: TaskTitle = {
  name: 'decoding',
  title: 'Decoding figures and molecules from an invariant code',
  domain: 'decoding',
}

/** The tasks there are, as they are called by default: to make them takes seconds, as their floors and optima are proved. */
export const taskTitles: readonly TaskTitle[] = Object.freeze(
  [
    PZT,
    BATIO3,
    spinsTitle(SPINS_SIDE),
    autoencodingTitle(AUTOENCODING_VERTICES),
    BOND_ORDERS,
    MAX_CUT,
    INDEPENDENT_SET,
    DECODING,
  ].map((title) => Object.freeze(title)),
)
