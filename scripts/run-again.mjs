// For a run of tests that failed: runs its failed files once more, whole and one after another, if
// their tests start processes and nothing else failed. Ends with 0 if all of them pass then.
//   node scripts/run-again.mjs REPORT
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from './support/root.mjs'
import { againOf, filesToRunAgain, lineOf, readReport } from './support/test-reports.mjs'

const [report] = process.argv.slice(2)

const { again, no } = existsSync(report)
  ? filesToRunAgain(readReport(report))
  : { no: 'the run left no report' }
if (no) {
  console.log(`not run again: ${no}`)
  process.exit(1)
}

for (const file of again) console.log(lineOf(file))
const projects = ['integration', 'e2e', 'long'].flatMap((name) => ['--project', name])
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--no-file-parallelism', ...projects, ...again.map(({ file }) => file)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, VIECAP_TEST_REPORT: againOf(report) } }
)
process.exit(status ?? 1)
