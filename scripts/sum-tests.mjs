// Adds up what the test runs in a log said of themselves: `12 passed, 0 failed`.
import { readFileSync } from 'node:fs'

const log = readFileSync(process.argv[2], 'utf8')
const totals = { passed: 0, failed: 0, skipped: 0 }
for (const [, counts] of log.matchAll(/^ *Tests +(.+)$/gm)) {
  for (const [, count, outcome] of counts.matchAll(/(\d+) (passed|failed|skipped)/g)) {
    totals[outcome] += Number(count)
  }
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
