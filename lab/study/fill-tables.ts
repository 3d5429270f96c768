import { readFileSync, writeFileSync } from 'node:fs'
import type { StudyResult } from './results'
import { studyTables } from './study-tables'

/** `<!-- study: NAME -->`, the table, `<!-- /study -->`. */
const PLACE = /(<!-- study: (\w+) -->\n)[^]*?(<!-- \/study -->)/g

/** Brings the study's tables in a Markdown file up to the results. */
export function fillTables(file: string, results: readonly StudyResult[]): void {
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), results))
}

export const withTables = (text: string, results: readonly StudyResult[]): string =>
  text.replace(PLACE, (whole, begin: string, name: string, end: string) =>
    name in studyTables
      ? `${begin}\n${studyTables[name as keyof typeof studyTables](results)}\n\n${end}`
      : whole
  )
