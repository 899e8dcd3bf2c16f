import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of more than ten seconds, the longest first: what starts last keeps the other cores waiting. */
const SLOW = [
  'cli/test/run.test.ts',
  'fuzz-groups.test.ts',
  'main-job.test.ts',
  'cli/test/cli.test.ts',
  'texts.test.ts',
  'snippets.test.ts',
  'point-groups.oracle.test.ts',
  'fuzz-others.test.ts',
  'emlp-paper.test.ts',
  'stabilizer.property.test.ts',
  'subgroup-lattice.property.test.ts',
  'discrete.test.ts',
  'factorize.property.test.ts',
  'solvers.property.test.ts',
]

/** The usual order, but slow files first. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const k = SLOW.findIndex((name) => moduleId.endsWith(name))
      return k < 0 ? SLOW.length : k
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}
