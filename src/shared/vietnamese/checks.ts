import type { AccentModel } from './accents'
import { anyStyle, checkCodes, type CheckCode, type Issue, type WritingStyle } from './check-codes'
import { foreignLetter, normalForm, spaces } from './checks/characters'
import { lostAccents } from './checks/lost-accents'
import { punctuation } from './checks/punctuation'
import { spelling } from './checks/spelling'
import { letterStyle, tone, toneStyle } from './checks/styles'
import { fixIssue } from './fix-issue'
import { exactText } from './fold'

export interface CheckOptions extends WritingStyle {
  /** What the library's texts tell of its words; without it lost accents are not searched for. */
  accents?: AccentModel | undefined
  /** Words and phrases that are right whatever the checks say, in lower case and form NFC. */
  ignored?: ReadonlySet<string> | undefined
}

/** In the order in which they are corrected; of two that touch the same words the first counts. */
const checks: readonly ((text: string, options: CheckOptions) => Issue[])[] = [
  normalForm,
  foreignLetter,
  spaces,
  punctuation,
  tone,
  spelling,
  (text, { accents }) => lostAccents(text, accents),
  toneStyle,
  letterStyle
]

/** What is wrong in a text, by place; of some checks or of all. */
export function checkText(
  text: string,
  options: CheckOptions = anyStyle,
  codes: readonly CheckCode[] = checkCodes
): Issue[] {
  const found: Issue[] = []
  const touched = new Uint8Array(text.length)
  for (const check of checks) {
    for (const issue of check(text, options)) {
      const { start, end } = issue
      if (touched.subarray(start, end).includes(1)) continue
      if (options.ignored?.has(exactText(text.slice(start, end)))) continue
      touched.fill(1, start, end)
      found.push(issue)
    }
  }
  return found
    .filter(({ check }) => codes.includes(check))
    .sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Corrections that uncover what others were in the way of. */
const MAX_PASSES = 4

/**
 * The text with what `codes` find corrected as far as it is beyond doubt, or with `guess` with the
 * likeliest fix of everything.
 */
export function fixText(
  text: string,
  options: CheckOptions,
  codes: readonly CheckCode[] = checkCodes,
  guess = false
): string {
  let fixed = text
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const issues = checkText(fixed, options, codes).filter(({ sure }) => sure || guess)
    const next = applyFixes(fixed, issues)
    if (next === fixed) break
    fixed = next
  }
  return fixed
}

/** The text with the first fix of each issue; the issues do not overlap. */
const applyFixes = (text: string, issues: readonly Issue[]): string =>
  issues.reduceRight((fixed, issue) => {
    const [fix] = issue.fixes
    return fix === undefined ? fixed : fixIssue(fixed, issue, fix)
  }, text)
