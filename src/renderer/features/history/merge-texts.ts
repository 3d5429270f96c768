import { diffArrays } from 'diff'
import { syllables } from './syllable-diff'

/** Tokens `from` to `to` of the base (`to` not included) as one side has them. */
interface Hunk {
  from: number
  to: number
  text: readonly string[]
}

/**
 * Two texts made from `base`, as one that has the changes of both, by whole syllables. Where both
 * changed the same place it has both, mine first: no word is lost. Without a base, what the two have
 * in common is taken for it.
 */
export function mergeTexts(base: string | null, mine: string, theirs: string): string {
  const [one, other] = [syllables(mine), syllables(theirs)]
  const from = base === null ? common(one, other) : syllables(base)
  const changes = [hunksOf(from, one), hunksOf(from, other)] as const
  const merged: string[] = []
  let at = 0
  for (const region of regionsOf(from, [...changes[0], ...changes[1]])) {
    merged.push(...from.slice(at, region.from))
    const [a, b] = changes.map((hunks) => within(from, hunks, region)) as [string, string]
    const plain = from.slice(region.from, region.to).join('')
    merged.push(a === b || b === plain ? a : a === plain ? b : joined(a, b))
    at = region.to
  }
  return [...merged, ...from.slice(at)].join('')
}

const common = (one: string[], other: string[]): string[] =>
  diffArrays(one, other).flatMap(({ value, added, removed }) => (added || removed ? [] : value))

function hunksOf(base: readonly string[], changed: readonly string[]): Hunk[] {
  const hunks: Hunk[] = []
  let at = 0
  let open: Hunk | null = null
  for (const { value, added, removed } of diffArrays([...base], [...changed])) {
    if (!added && !removed) {
      at += value.length
      open = null
      continue
    }
    if (!open) {
      open = { from: at, to: at, text: [] }
      hunks.push(open)
    }
    if (added) open.text = [...open.text, ...value]
    else {
      at += value.length
      open.to = at
    }
  }
  return hunks
}

/** The places that were changed; those that touch, or have only spaces between them, as one. */
function regionsOf(
  base: readonly string[],
  hunks: readonly Hunk[]
): { from: number; to: number }[] {
  const regions: { from: number; to: number }[] = []
  for (const { from, to } of [...hunks].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = regions.at(-1)
    if (last && base.slice(last.to, from).every((between) => between.trim() === '')) {
      last.to = Math.max(last.to, to)
    } else regions.push({ from, to })
  }
  return regions
}

/** A place of the base as one side has it. */
function within(
  base: readonly string[],
  hunks: readonly Hunk[],
  region: { from: number; to: number }
): string {
  const text: string[] = []
  let at = region.from
  for (const hunk of hunks) {
    if (hunk.from < region.from || hunk.to > region.to) continue
    text.push(...base.slice(at, hunk.from), ...hunk.text)
    at = hunk.to
  }
  return [...text, ...base.slice(at, region.to)].join('')
}

const joined = (one: string, other: string): string =>
  [one.trimEnd(), other.trimStart()].filter(Boolean).join(' ') + (/\s*$/.exec(other)?.[0] ?? '')
