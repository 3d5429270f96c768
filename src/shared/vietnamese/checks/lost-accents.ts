import type { AccentModel } from '../accents'
import type { Issue } from '../check-codes'
import { exactText, foldText } from '../fold'
import { isName, withCaseOf, wordsOf } from './words-of'

/** Words that have lost their accents. A text without any is restored as a whole, for a person to look at. */
export function lostAccents(text: string, accents: AccentModel | undefined): Issue[] {
  if (!accents) return []
  const words = wordsOf(text)
  const bare = words.length > 2 && words.every(({ found }) => exactText(found) === foldText(found))
  const restored = accents.restore(words.map(({ found }) => found))
  const issues = words.flatMap(({ found, start, end }, index) => {
    const form = restored[index]
    if (!form || isName(text, found, start)) return []
    const fixes = [withCaseOf(form, found)]
    return [{ check: 'accents' as const, start, end, fixes, sure: !bare }]
  })
  return joinNeighbours(text, issues)
}

/** Words side by side, or with one right word between them, as one issue. */
function joinNeighbours(text: string, issues: readonly Issue[]): Issue[] {
  const joined: Issue[] = []
  for (const issue of issues) {
    const last = joined.at(-1)
    const between = last ? text.slice(last.end, issue.start) : ''
    if (last && /^\s+(?:[\p{L}\p{M}]+\s+)?$/u.test(between)) {
      last.fixes = [`${last.fixes[0] ?? ''}${between}${issue.fixes[0] ?? ''}`]
      last.end = issue.end
      last.sure = last.sure && issue.sure
    } else joined.push({ ...issue })
  }
  return joined
}
