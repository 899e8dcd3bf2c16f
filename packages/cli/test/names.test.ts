import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import { runCli } from './run-cli.js'

/** What a verb answers to rows of the conformance data, those that cost much or have no answer left out. */
async function answers(verb: string, file: string): Promise<Record<string, unknown>[]> {
  const url = new URL(`../../../conformance/${file}.jsonl`, import.meta.url)
  const lines = readFileSync(url, 'utf8').trim().split('\n')
  const { out } = await runCli([verb, '--jsonl'], { input: `${inTurn(lines).join('\n')}\n` })
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

it('each point group that is printed is taken by name, in either case, and is that group', async () => {
  const orders = new Map<string, unknown>()
  for (const file of ['measured-point-groups', 'crystals'])
    for (const { pointGroup, order } of await answers('point-group', file))
      if (typeof pointGroup === 'string') orders.set(pointGroup, order)
  expect(orders.size).toBeGreaterThan(20)
  for (const [name, order] of orders) {
    for (const written of [name, name[0]!.toUpperCase() + name.slice(1), name.toUpperCase()]) {
      // of all upper case another group may be known, such as CS
      // of infinite groups vectors have no stabilizers here
      const hasOrder = typeof order === 'number'
      const asked = hasOrder
        ? ['stabilizer', '--rep', 'V', '--x', '[0,0,0]']
        : ['rank', '--in', 'V', '--out', 'V']
      const { code, out, err } = await runCli([...asked, '--group', written, '--json'])
      if (written === name.toUpperCase() && code !== 0) continue
      expect([written, code, err]).toEqual([written, 0, ''])
      if (hasOrder) expect([written, JSON.parse(out).order]).toEqual([written, order])
    }
  }
})
