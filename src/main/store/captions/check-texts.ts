import type { TextTarget } from '../../../shared/domain'
import { checkCodes, type CheckCode, type Issue } from '../../../shared/vietnamese/check-codes'
import { checkText } from '../../../shared/vietnamese/checks'
import type { ReadDb } from '../core/connection'
import { checkOptions } from './check-settings'
import { iterateTexts } from './text-scan'

/** What is wrong in each of some texts, with what the library's own texts tell about accents. */
export function checkTexts(db: ReadDb, texts: readonly string[]): Issue[][] {
  const options = checkOptions(db)
  return texts.map((text) => checkText(text, options))
}

/**
 * How many texts were looked at, in how many of them each check found something, and in how many
 * something whose fix is sure.
 */
export interface IssueCounts {
  scanned: number
  texts: Record<CheckCode, number>
  sure: Record<CheckCode, number>
}

const SLICE = 100

/** Counts what is wrong, slice by slice; each slice has its own counts. */
export function* scanIssues(db: ReadDb, target: TextTarget): Generator<IssueCounts, void> {
  const options = checkOptions(db)
  let counts = noIssues()
  for (const { before } of iterateTexts(db, target)) {
    counts.scanned += 1
    const issues = checkText(before, options)
    for (const check of codesOf(issues)) counts.texts[check] += 1
    for (const check of codesOf(issues.filter(({ sure }) => sure))) counts.sure[check] += 1
    if (counts.scanned < SLICE) continue
    yield counts
    counts = noIssues()
  }
  yield counts
}

/** What is wrong in one text of a library. */
export interface Finding {
  id: number
  imageId: number | null
  text: string
  issues: Issue[]
}

/** The texts in which these checks find something. */
export function* findIssues(
  db: ReadDb,
  target: TextTarget,
  checks: readonly CheckCode[]
): Generator<Finding, void> {
  const options = checkOptions(db)
  for (const { id, imageId, before: text } of iterateTexts(db, target)) {
    const issues = checkText(text, options, checks)
    if (issues.length > 0) yield { id, imageId, text, issues }
  }
}

const codesOf = (issues: readonly Issue[]) => new Set(issues.map(({ check }) => check))

const zero = () =>
  Object.fromEntries(checkCodes.map((code) => [code, 0])) as Record<CheckCode, number>
export const noIssues = (): IssueCounts => ({ scanned: 0, texts: zero(), sure: zero() })
