// Mutation testing of the mathematics: `npm run mutation -- constraints`, or of part of it:
// `npm run mutation -- permutations --files chain/`.
const name = process.env.MUTATED ?? 'constraints'

export default {
  mutate: [`packages/${name}/src/**/*.ts`, `!packages/${name}/src/index.ts`],
  // messages are for people: that an error has its type and says its value is tested, not each word
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: [
    '@stryker-mutator/vitest-runner',
    './scripts/mutation-survivors.mjs',
    './scripts/mutation-order.mjs',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  // not all of /apps: the root's tsconfig.json refers to one there, and a test whose imports fail is left out without a word
  ignorePatterns: ['/apps/demo', '/apps/*/src', '/apps/*/test', '/report', '**/dist', '/docs', '**/.turbo'],
  concurrency: Number(process.env.CONCURRENCY ?? 2),
  timeoutMS: 15000,
  dryRunTimeoutMinutes: 30,
  reporters: ['json', 'clear-text', 'progress-append-only', 'survivors', 'order'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `report/mutation/${name}.json` },
  tempDirName: '.stryker-tmp',
}
