import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../workspaces.mjs'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Job {
  readonly uses?: string
  readonly needs?: string | readonly string[]
  readonly 'timeout-minutes'?: number
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean | string }
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> }
  readonly steps?: readonly Step[]
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: unknown
  readonly concurrency?: Job['concurrency']
  readonly jobs: Readonly<Record<string, Job>>
}

const folder = join(root, '.github/workflows')
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const workflows = new Map(
  readdirSync(folder).map((name) => [name, parse(textOf(`.github/workflows/${name}`)) as Workflow]),
)
const ci = workflows.get('ci.yml')!
const release = workflows.get('release.yml')!
const texts = [
  ...[...workflows.keys()].map((name) => `.github/workflows/${name}`),
  ...readdirSync(join(root, '.github/actions')).map((name) => `.github/actions/${name}/action.yml`),
]

/** The steps of CI that a script takes, by the functions of .ci/steps. */
const taken = (text: string, call: RegExp) => [...text.matchAll(call)].map(([, name]) => name!)
const steps = taken(textOf('.ci/steps'), /^step_(\w+)\(\)/gm).sort()

describe.each(texts)('%s', (path) => {
  it('takes actions by their commit, with the version beside it', () => {
    const used = textOf(path)
      .split('\n')
      .filter((line) => /\buses:/.test(line) && !/uses: \.\//.test(line))
    for (const line of used) expect(line).toMatch(/ uses: [\w-]+\/[\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('puts nothing that strangers write into a shell', () => {
    const { jobs, runs } = parse(textOf(path)) as Partial<Workflow> & { readonly runs?: Job }
    const done = [...Object.values(jobs ?? {}), ...(runs ? [runs] : [])].flatMap((job) => job.steps ?? [])
    for (const { run = '' } of done)
      expect(run).not.toMatch(/\$\{\{\s*(github\.(event|head_ref|ref_name)|inputs|secrets)/)
  })
})

it('an action is taken at one commit everywhere', () => {
  const pins = texts.flatMap((path) => taken(textOf(path), /uses: ([\w-]+\/\S+@\S+)/g))
  const actions = pins.map((pin) => pin.split('@')[0])
  expect(new Set(pins).size).toBe(new Set(actions).size)
})

describe.each([...workflows])('%s', (_, workflow) => {
  it('may read the repository, and no more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
  })

  it('says what becomes of a run that is overtaken', () => {
    expect(workflow.concurrency).toMatchObject({ group: expect.any(String) })
    expect(workflow.concurrency).toHaveProperty('cancel-in-progress')
  })

  it('has jobs that end', () => {
    for (const [name, { uses, 'timeout-minutes': minutes }] of Object.entries(workflow.jobs))
      if (uses === undefined) expect(minutes, name).toBeLessThan(360)
  })
})

it('a token that may write is given to the release alone, and stays in no other checkout', () => {
  for (const workflow of workflows.values())
    for (const [name, { permissions, steps: done = [] }] of Object.entries(workflow.jobs)) {
      const releases = workflow === release && name === 'release'
      if (!releases) expect(permissions, name).toBeUndefined()
      for (const step of done)
        if (!releases && step.uses?.startsWith('actions/checkout@'))
          expect(step.with, name).toMatchObject({ 'persist-credentials': false })
    }
})

it('a new commit cancels the run of a pull request, and never a release', () => {
  expect(ci.concurrency!['cancel-in-progress']).toBe(`\${{ github.event_name == 'pull_request' }}`)
  expect(release.concurrency!['cancel-in-progress']).toBe(false)
  expect(release.jobs.release!.concurrency).toEqual({ group: 'release', 'cancel-in-progress': false })
})

it('a release waits for CI on the same commit of main, takes nothing that was kept, and has provenance', () => {
  expect(release.on).toEqual({ push: { branches: ['main'] } })
  expect(release.jobs.ci!.uses).toBe('./.github/workflows/ci.yml')
  const { needs, permissions, steps: done = [] } = release.jobs.release!
  expect(needs).toBe('ci')
  expect(permissions).toEqual({ contents: 'write', 'pull-requests': 'write', 'id-token': 'write' })
  expect(done.find(({ uses }) => uses === './.github/actions/setup')!.with).toMatchObject({ cache: 'false' })
  expect(textOf('scripts/release.mjs')).toMatch(
    /'changeset', \['publish'\], \{ env: \{ NPM_CONFIG_PROVENANCE: 'true' \} \}/,
  )
  expect(Object.keys(ci.on)).toEqual(['pull_request', 'workflow_call'])
})

it('the jobs of CI and .ci/run take the same steps, all that there are', () => {
  const runs = Object.values(ci.jobs).flatMap(({ steps: done = [] }) => done.flatMap(({ run }) => run ?? []))
  const ofJobs = runs.flatMap((run) => taken(run, /^bash \.ci\/step (\w+)/g))
  const code = textOf('.ci/run').replace(/^\s*#.*$/gm, '')
  expect(steps.length).toBeGreaterThan(0)
  expect(ofJobs.sort()).toEqual(steps)
  expect(taken(code, /\bstep_(\w+)/g).sort()).toEqual(steps)
})

it('tests are run in all of their shards by every version of Node', () => {
  const { strategy, steps: done = [] } = ci.jobs.tests!
  const { node, shard } = strategy!.matrix
  const of = Number(/--shard=\$\{\{ matrix\.shard \}\}\/(\d+)$/.exec(done.at(-1)!.run!)![1])
  expect(shard).toEqual(Array.from({ length: of }, (_, i) => i + 1))
  expect(node).toEqual([20, 22, 24])
  expect(JSON.parse(textOf('package.json')).engines.node).toBe(`>=${node![0]}`)
})
