// Sizes of what is imported, minified and gzipped. Each name is `package: what`; `npm run sizes` compares the README of the
// package with what it measures.
/** Without TensorFlow.js, which is the application's. */
const esm = (config) => ({ ...config, format: 'esm', external: ['node:*', '@tensorflow/*'] })

/** @type {(name: string, path: string, what: string, limit: string) => object} */
const size = (name, path, what, limit) => ({
  name,
  path,
  import: what,
  limit,
  gzip: true,
  modifyEsbuildConfig: esm,
})
const all = (pkg, limit) => size(`${pkg}: all of it`, `packages/${pkg}/dist/index.js`, '*', limit)

export default [
  size('groups: `stabilizer`', 'packages/groups/dist/index.js', '{ stabilizer }', '6 kB'),
  size(
    'groups: `dihedral`, `tensor`, `stabilizer`',
    'packages/groups/dist/index.js',
    '{ dihedral, tensor, stabilizer }',
    '14 kB',
  ),
  all('groups', '71 kB'),
  size(
    'constraints: `equivariantBasis` with `cyclic`, `dihedral`, `tensor`, `stabilizer` of groups',
    'scripts/sizes/maps-of-a-group.js',
    '*',
    '27.5 kB',
  ),
  all('constraints', '75 kB'),
  all('emlp', '118 kB'),
  all('relaxed', '142 kB'),
  all('tasks', '190 kB'),
]
