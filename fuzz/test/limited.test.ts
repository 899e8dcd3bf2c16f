import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { LIMIT_MS, limited } from '../harness/limited.js'

const at = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))

describe('calls that are watched', () => {
  it('return what they return, also in one another, and throw what they throw', async () => {
    expect(await limited(() => 3)).toBe(3)
    expect(await limited(async () => limited(() => limited(() => 4)))).toBe(4)
    await expect(limited(() => expect.fail('so'))).rejects.toThrow('so')
    await expect(limited(() => Promise.reject(new Error('later')))).rejects.toThrow('later')
  })

  it('are refused where they are slow, whether they return or throw', async () => {
    const now = vi.spyOn(performance, 'now')
    vi.stubEnv('FUZZ_CUT_OFF', '')
    try {
      let time = 0
      now.mockImplementation(() => (time += LIMIT_MS + 1))
      await expect(limited(() => 3)).rejects.toThrow('ended after 10001 ms')
      await expect(limited(() => expect.fail('so'))).rejects.toThrow('ended after 10001 ms')
    } finally {
      now.mockRestore()
      vi.unstubAllEnvs()
    }
  })

  it.each(
    inTurn([
      ['', 'function spins() { for (;;); }', /at spins .*\n.*at watched .*watched\.ts:\d+/],
      ['in calls within it', 'function spins() { for (;;) void limited(() => 1) }', /at spins /],
      ['after it waited', 'async function spins() { await null; for (;;); }', /at spins /],
    ]),
  )('end the process where one never returns %s, and say where that is', (_, endless, where) => {
    const script = `
      const { loadSource } = await import(${at('../../scripts/load-source.mjs')})
      const [{ limited }] = await loadSource(${at('../harness/limited.ts')})
      for (let k = 0; k < 5; k++) await limited(() => k)
      await limited(() => new Promise((resolve) => setTimeout(resolve, 700)))
      // promises that leave the timers no turn, each of them short
      const busy = (ms) => { for (const end = performance.now() + ms; performance.now() < end; ); }
      for (let k = 0; k < 60; k++) await limited(async () => { await null; busy(20) })
      // a while without a call is none that does not return
      await new Promise((resolve) => setTimeout(resolve, 700))
      console.log('still there')
      await limited(${endless})`
    const { signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, FUZZ_ENDLESS_MS: '400', FUZZ_CUT_OFF: '' },
      encoding: 'utf8',
      timeout: 50_000,
    })
    expect(stdout).toContain('still there')
    expect(stderr).toContain('has not returned after 400 ms')
    expect(stderr).toMatch(where)
    expect(signal).toBe('SIGKILL')
  })
})
