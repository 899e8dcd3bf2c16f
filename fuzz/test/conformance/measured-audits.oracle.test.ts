import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { runCli } from '../../../packages/cli/test/run-cli.js'
import { askRows } from '../../harness/conformance.js'

interface Row {
  readonly file: string
  readonly label: string
  readonly group: string
  readonly expect: {
    readonly strictFloor?: number
    readonly relative?: number
    readonly strictFloorAtMost?: number
  }
  readonly labelVariance: number
  readonly samples: number
}

const folder = fileURLToPath(new URL('../../../conformance/measured-audits/', import.meta.url))

askRows('measured-audits/expected.jsonl', 'command line', {
  rows: conformanceRows<Row>('measured-audits/expected.jsonl'),
  name: (row) => `${row.file}, ${row.label}, ${row.group}`,
  // the package's own tests audit the same files by the function that the verb calls
  slow: () => true,
  async check({ file, label, group, samples, expect: { strictFloor, relative, strictFloorAtMost } }) {
    const { code, out } = await runCli(['audit', folder + file, '--group', group, '--label', label, '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(out) as Record<string, number>
    expect(report.samples).toBe(samples)
    if (strictFloor !== undefined) {
      expect(Math.abs(report.strictFloor! - strictFloor)).toBeLessThan(relative! * strictFloor)
    } else expect(report.strictFloor).toBeLessThan(strictFloorAtMost!)
  },
})
