import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { limited } from '../harness/limited.js'

const at = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))

describe('calls that are watched', () => {
  it('return what they return, also in one another, and throw what they throw', async () => {
    expect(await limited(() => 3)).toBe(3)
    expect(await limited(async () => limited(() => limited(() => 4)))).toBe(4)
    await expect(limited(() => expect.fail('so'))).rejects.toThrow('so')
    await expect(limited(() => Promise.reject(new Error('later')))).rejects.toThrow('later')
  })

  it('end the process where one never returns, and say where that is', () => {
    const script = `
      const { loadSource } = await import(${at('../../scripts/load-source.mjs')})
      const [{ limited }] = await loadSource(${at('../harness/limited.ts')})
      for (let k = 0; k < 5; k++) await limited(() => k)
      // a while without a call is none that does not return
      await new Promise((resolve) => setTimeout(resolve, 700))
      console.log('still there')
      await limited(function spins() { for (;;); })`
    const { signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, FUZZ_ENDLESS_MS: '400' },
      encoding: 'utf8',
      timeout: 50_000,
    })
    expect(stdout).toContain('still there')
    expect(stderr).toContain('has not returned after 400 ms')
    expect(stderr).toMatch(/at spins .*\n.*at watched .*watched\.ts:\d+/)
    expect(signal).toBe('SIGKILL')
  })
})
