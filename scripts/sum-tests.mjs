// Adds up the reports of test runs: `12 passed, 0 failed`. Of a file that was run again its second
// result counts, and a line says so.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { againOf, count, lineOf, readReport } from './support/test-reports.mjs'

const files = process.argv.slice(2).flatMap((report) => {
  if (!existsSync(report)) {
    console.log(`no sum: a run left no report (${basename(report)})`)
    process.exit(1)
  }
  const first = readReport(report).files
  const second = existsSync(againOf(report)) ? readReport(againOf(report)).files : []
  const isReplaced = ({ file }) => second.some((other) => other.file === file)
  for (const file of first.filter(isReplaced)) console.log(lineOf(file))
  return [...first.filter((file) => !isReplaced(file)), ...second]
})
const { passed, failed, skipped } = count(files)
console.log(
  [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(
    ', '
  )
)
