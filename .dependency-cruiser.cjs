/** Which way imports go, between packages and, without circles, between their folders; only through public entries. */
const ORDER = [
  'core',
  'permutations',
  'graphs',
  'geometry',
  'groups',
  'data',
  'constraints',
  'emlp',
  'relaxed',
  'tasks',
  'cli',
]
/** Packages of learning, which know of no files. */
const LEARNING = 'constraints|emlp|relaxed'

const missing = require('node:fs')
  .readdirSync(`${__dirname}/packages`)
  .filter((name) => !ORDER.includes(name))
if (missing.length > 0) throw new Error(`packages/${missing} has no place in the order of imports`)

const rightward = ORDER.slice(0, -1).map((name, i) => ({
  name: `${name}-imports-only-to-the-left`,
  severity: 'error',
  from: { path: `^packages/${name}/(src|bench)` },
  to: { path: `^packages/(${ORDER.slice(i + 1).join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...rightward,
    {
      name: 'learning-knows-no-files',
      comment: 'data stands beside constraints: what learns takes rows, wherever they are from.',
      severity: 'error',
      from: { path: `^packages/(${LEARNING})/` },
      to: { path: '^packages/data/' },
    },
    {
      name: 'data-is-for-browsers-too',
      comment: 'Only the node entry and what it is made of reads from Node.',
      severity: 'error',
      from: {
        path: '^packages/data/src/',
        pathNot: '^packages/data/src/(node\\.ts$|json-lines/read-lines\\.ts$|read/)',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-know-no-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|docs)/' },
    },
    {
      name: 'no-tensorflow-up-to-constraints',
      severity: 'error',
      from: { path: '^packages/(core|permutations|graphs|geometry|groups|data|constraints)/' },
      to: { path: '@tensorflow' },
    },
    {
      name: 'only-public-entries',
      comment:
        'Another package is reached through its index (or node or browser entry), never through its inner files.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/(src|test)/' },
      to: {
        path: '^packages/([^/]+)/(src|dist)/(?!(index|node|browser)\\.(ts|js|d\\.ts)$)',
        pathNot: '^$1/$2/',
      },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circular-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^packages/[^/]+/src' },
      to: { circular: true },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['buridan-source', 'node', 'import', 'types', 'default'],
    },
  },
}
