import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { alone } from './workspaces.mjs'

/** Files of more than six seconds, the longest first: what starts last keeps the other cores waiting. */
const SLOW = [
  'strict.property.test.ts',
  'another-process.test.ts',
  'docstrings.test.ts',
  'universal-catalogue.test.ts',
  'fuzz-groups.test.ts',
  'snippets.test.ts',
  'cli/test/cli.test.ts',
  'discrete.test.ts',
  'cli/test/run.test.ts',
  'relations-geometry.test.ts',
  'hostile-files.test.ts',
  'point-groups.oracle.test.ts',
  'floor-at-slope.property.test.ts',
  'measured.metamorphic.test.ts',
  'emlp/test/emlp.test.ts',
  'emlp/test/derivatives.test.ts',
  'universal.test.ts',
  'stabilizer.property.test.ts',
  'characters.oracle.test.ts',
  'fuzz-others.test.ts',
  'models.property.test.ts',
  'measured-audits.oracle.test.ts',
  'texts.test.ts',
  'asked-again.test.ts',
  'tutorials.test.ts',
  'main-job.test.ts',
  'emlp-paper.test.ts',
]

/** Files after which everything is imported again, as they ask for fresh modules: nothing comes after them. */
const LAST = ['another-copy.test.ts', 'copies.test.ts']

function place({ moduleId }: TestSpecification): number {
  const among = (names: readonly string[]) => names.findIndex((name) => moduleId.endsWith(name))
  // first: the processes that the others share end as soon as one of these is next, and have to import everything again
  if (among(alone) >= 0) return -1
  if (among(LAST) >= 0) return SLOW.length + 1
  const k = among(SLOW)
  return k < 0 ? SLOW.length : k
}

/** Slow files last: one test that fails is enough of a mutant. */
export class SlowLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => place(b) - place(a) || a.moduleId.localeCompare(b.moduleId, 'en'))
  }
}

/** The usual order, but slow files first. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }

  /** Slow files are dealt out to the shards, there and back, so that each has its share of them. */
  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard!
    return files
      .toSorted((a, b) => place(a) - place(b) || a.moduleId.localeCompare(b.moduleId, 'en'))
      .filter((_, k) => {
        const turn = k % (2 * count)
        return (turn < count ? turn : 2 * count - 1 - turn) === index - 1
      })
  }
}
