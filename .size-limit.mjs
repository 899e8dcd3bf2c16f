// Sizes of what is imported, minified and gzipped. Each name is `package: what`; `npm run sizes` compares the README of the
// package with what it measures.
/** Without TensorFlow.js, which is the application's, and moyo, which is loaded when it is asked for. */
const esm = (config) => ({ ...config, format: 'esm', external: ['node:*', '@tensorflow/*', '@spglib/*'] })

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
  all('core', '11.2 kB'),
  size(
    'permutations: `permutationGroup`',
    'packages/permutations/dist/index.js',
    '{ permutationGroup }',
    '6.3 kB',
  ),
  all('permutations', '25.8 kB'),
  size(
    'graphs: `automorphisms`, `graph`',
    'packages/graphs/dist/index.js',
    '{ automorphisms, graph }',
    '16 kB',
  ),
  all('graphs', '26 kB'),
  size('geometry: `findPointGroup`', 'packages/geometry/dist/index.js', '{ findPointGroup }', '14.5 kB'),
  size('geometry: `symmetryOfSites`', 'packages/geometry/dist/index.js', '{ symmetryOfSites }', '18 kB'),
  size('geometry: `symmetryInSpace`', 'packages/geometry/dist/index.js', '{ symmetryInSpace }', '17.5 kB'),
  size('geometry: `nearSymmetries`', 'packages/geometry/dist/index.js', '{ nearSymmetries }', '16.5 kB'),
  all('geometry', '62 kB'),
  size('groups: `listedStabilizer`', 'packages/groups/dist/index.js', '{ listedStabilizer }', '8 kB'),
  size('groups: `stabilizer`', 'packages/groups/dist/index.js', '{ stabilizer }', '43.5 kB'),
  size(
    'groups: `dihedral`, `tensor`, `listedStabilizer`',
    'packages/groups/dist/index.js',
    '{ dihedral, tensor, listedStabilizer }',
    '14 kB',
  ),
  all('groups', '128.5 kB'),
  size('data: `parseXyz`', 'packages/data/dist/index.js', '{ parseXyz }', '5 kB'),
  size(
    'data: `parseXyz`, `parseNpy`, `parseCif`, `parseMolecules`, `parseJsonLines`',
    'packages/data/dist/index.js',
    '{ parseXyz, parseNpy, parseCif, parseMolecules, parseJsonLines }',
    '12.7 kB',
  ),
  all('data', '82 kB'),
  size(
    'constraints: `equivariantBasis` with `cyclic`, `dihedral`, `tensor`, `listedStabilizer` of groups',
    'scripts/sizes/maps-of-a-group.js',
    '*',
    '32 kB',
  ),
  all('constraints', '75 kB'),
  all('emlp', '158 kB'),
  all('relaxed', '216 kB'),
  all('tasks', '267 kB'),
]
