// What `.ci/run` reads in the reports of test runs (Vitest's JSON, and the errors beside it).
import { existsSync, readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { root } from './root.mjs'

/** Folders of the tests whose real processes may miss a time limit on a machine that others use too. */
const ofProcesses = /^test\/(integration|desktop|e2e|long)\//

/** Where the report of a second run is put. */
export const againOf = (report) => report.replace(/\.json$/, '.again.json')

/** A report: its files by their paths in the project, and the errors that no test caught. */
export function readReport(path) {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'))
  const files = testResults.map((result) => ({ ...result, file: inProject(result.name) }))
  // Written by vitest.config.ts, since Vitest's JSON leaves them out.
  const uncaught = `${path}.uncaught`
  const errors = existsSync(uncaught) ? JSON.parse(readFileSync(uncaught, 'utf8')) : []
  return { files, errors: errors.map((error) => ({ ...error, file: inProject(error.file ?? '') })) }
}

const inProject = (path) => relative(root, path).split(sep).join('/')

const failed = ({ status }) => status === 'failed'

/**
 * The failed files of a run that did not pass, if running them again can tell whether it was by
 * chance; else `no`, why not.
 */
export function filesToRunAgain({ files, errors }) {
  const again = files.filter(failed)
  const broken = again.find(({ file }) => !ofProcesses.test(file))
  if (broken) return { no: `${broken.file} failed, and its tests start no processes` }
  const stray = errors.find((error) => !again.some(({ file }) => file === error.file))
  if (stray) return { no: `an error was caught by no test: ${stray.message}` }
  if (again.length === 0) return { no: 'no test file failed, but the run did' }
  return { again }
}

/** `run again: test/e2e/runs.test.ts (1 test failed at first)` */
export function lineOf({ file, assertionResults, message }) {
  const count = assertionResults.filter(failed).length
  const why =
    count > 0
      ? `${count} ${count === 1 ? 'test' : 'tests'} failed at first`
      : message
        ? `failed at first outside its tests: ${message.split('\n')[0]}`
        : 'did not finish at first'
  return `run again: ${file} (${why})`
}

/** Counts the tests of files; a file that failed outside its tests is one that failed. */
export function count(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const of = (...states) => tests.filter(({ status }) => states.includes(status)).length
  const outside = files.filter((file) => failed(file) && !file.assertionResults.some(failed))
  return {
    passed: of('passed'),
    failed: of('failed') + outside.length,
    skipped: of('skipped', 'pending', 'todo')
  }
}
