// Adds up what the test runs in a log said of themselves: `12 passed, 0 failed`. The second
// argument is the exit code of the runs: where they failed without a failed test (a file that did
// not load), their own last words stand.
import { readFileSync } from 'node:fs'

const log = readFileSync(process.argv[2], 'utf8')
const totals = { passed: 0, failed: 0, skipped: 0 }
for (const [, counts] of log.matchAll(/^ *Tests +(.+)$/gm)) {
  for (const [, count, outcome] of counts.matchAll(/(\d+) (passed|failed|skipped)/g)) {
    totals[outcome] += Number(count)
  }
}
if (process.argv[3] !== '0' && totals.failed === 0) process.exit()
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
