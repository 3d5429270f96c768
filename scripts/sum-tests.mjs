// Adds up the reports of test runs (Vitest's JSON): `12 passed, 0 failed`.
import { readFileSync } from 'node:fs'

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const sum = (count) => reports.reduce((total, report) => total + count(report), 0)
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests)
console.log(
  [
    `${sum(({ numPassedTests }) => numPassedTests)} passed`,
    // A file that does not load has no test that could fail.
    `${sum(({ numFailedTests, numFailedTestSuites }) => Math.max(numFailedTests, Math.sign(numFailedTestSuites)))} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : [])
  ].join(', ')
)
