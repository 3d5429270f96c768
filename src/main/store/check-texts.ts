import type { TextTarget, ToneStyle } from '../../shared/domain'
import { checkCodes, checkText, type CheckCode, type Issue } from '../../shared/vietnamese/checks'
import { accentModel } from './accent-model'
import type { ReadDb } from './connection'
import { iterateTexts } from './text-scan'

/** What is wrong in each of some texts, with what the library's own texts tell about accents. */
export function checkTexts(
  db: ReadDb,
  texts: readonly string[],
  toneStyle: ToneStyle | null
): Issue[][] {
  const options = { toneStyle, accents: accentModel(db) }
  return texts.map((text) => checkText(text, options))
}

/** How many texts were looked at, and in how many of them each check found something. */
export interface IssueCounts {
  scanned: number
  texts: Record<CheckCode, number>
}

const SLICE = 100

/** Counts what is wrong, slice by slice; each slice has its own counts. */
export function* scanIssues(
  db: ReadDb,
  target: TextTarget,
  toneStyle: ToneStyle | null
): Generator<IssueCounts, void> {
  const options = { toneStyle, accents: accentModel(db) }
  let counts = noIssues()
  for (const { before } of iterateTexts(db, target)) {
    counts.scanned += 1
    for (const check of new Set(checkText(before, options).map((issue) => issue.check))) {
      counts.texts[check] += 1
    }
    if (counts.scanned < SLICE) continue
    yield counts
    counts = noIssues()
  }
  yield counts
}

export const noIssues = (): IssueCounts => ({
  scanned: 0,
  texts: Object.fromEntries(checkCodes.map((code) => [code, 0])) as Record<CheckCode, number>
})
