// A reporter of mutation testing that tells nearest-first.ts what it needs to know of a mutant: the file it lies in, which tests
// killed mutants of that file, and how long each test file takes. Runners are other processes, so it is told by a file.
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from './workspaces.mjs'

class Order {
  #path = join(mkdtempSync(join(tmpdir(), 'buridan-mutation-')), 'order.json')
  /** files of mutants by number, times of test files in ms, kills by file of the mutant and of the test */
  #order = { mutants: {}, times: {}, kills: {} }
  #fileOfTest = new Map()

  constructor() {
    process.env.MUTATION_ORDER = this.#path
    this.#write()
  }

  onDryRunCompleted({ result }) {
    for (const { id, fileName, timeSpentMs } of result.tests) {
      const file = relative(root, fileName)
      this.#fileOfTest.set(id, file)
      this.#order.times[file] = (this.#order.times[file] ?? 0) + timeSpentMs
    }
  }

  onMutationTestingPlanReady({ mutantPlans }) {
    for (const { mutant } of mutantPlans) {
      this.#order.mutants[mutant.id] = relative(root, mutant.fileName)
    }
    this.#write()
  }

  onMutantTested({ fileName, killedBy = [] }) {
    const file = this.#fileOfTest.get(killedBy[0])
    if (file === undefined) return
    const kills = (this.#order.kills[relative(root, fileName)] ??= {})
    kills[file] = (kills[file] ?? 0) + 1
    this.#write()
  }

  /** In one step: a runner may be reading. */
  #write() {
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#order))
    renameSync(`${this.#path}.new`, this.#path)
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'order', injectableClass: Order }]
