/** The backends there may be, in the order in which they are tried: networks here are small, and small steps are soonest done in wasm. */
export const BACKENDS = ['wasm', 'webgl', 'webgpu', 'cpu'] as const
/** The name of a backend of TensorFlow.js. */
export type Backend = (typeof BACKENDS)[number]
