// Sums the test counts of vitest's JSON reports and of the checks of .ci/run; prints what failed once more, so that the end of a
// long log says it, and the closing line.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const [passedChecks, failedChecks, ...reports] = process.argv.slice(2)
let passed = Number(passedChecks)
let failed = Number(failedChecks)
for (const report of reports) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    passed += numPassedTests
    failed += numFailedTests
    // a file that cannot be loaded has no tests to fail
    if (!success && numFailedTests === 0) failed += Math.max(1, numFailedTestSuites)
    for (const { name, status, message, assertionResults } of testResults) {
      const wrong = assertionResults.filter((test) => test.status === 'failed')
      if (wrong.length === 0 && status === 'failed') printFailure(name, 'the file', [message])
      for (const { fullName, failureMessages } of wrong) printFailure(name, fullName, failureMessages)
    }
  } catch {
    failed++
    console.log('a run of tests left no report')
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function printFailure(file, name, messages) {
  console.log(`✗ ${relative(process.cwd(), file)}: ${name}`)
  for (const message of messages) console.log(message.split('\n').slice(0, 12).join('\n').slice(0, 2000))
}
