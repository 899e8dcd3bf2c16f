// Sums the test counts of vitest's JSON reports and of the checks of .ci/run; prints the closing line.
import { readFileSync } from 'node:fs'

const [passedChecks, failedChecks, ...reports] = process.argv.slice(2)
let passed = Number(passedChecks)
let failed = Number(failedChecks)
for (const report of reports) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    passed += numPassedTests
    failed += numFailedTests
    // a file that cannot be loaded has no tests to fail
    if (!success && numFailedTests === 0) failed += Math.max(1, numFailedTestSuites)
  } catch {
    failed++
    console.log('a run of tests left no report')
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
