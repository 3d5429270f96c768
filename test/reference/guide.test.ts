import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Words } from '../../src/renderer/i18n/define-words'
import { en, vi } from '../../src/renderer/i18n/messages'

const guideDir = join(import.meta.dirname, '..', '..', 'docs', 'guide')

const wordings = (words: Words): string[] =>
  Object.values(words).flatMap((word) =>
    typeof word === 'string' ? word.split(' | ') : wordings(word)
  )
/** A wording as it stands in the window, whatever stands in its places. */
const seen = (wording: string) =>
  new RegExp(`^${wording.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+')}$`)

describe.each(readdirSync(guideDir).filter((file) => file.endsWith('.md')))('%s', (file) => {
  const text = readFileSync(join(guideDir, file), 'utf8')
  const known = wordings(file.endsWith('.vi.md') ? vi : en)
  const named = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words)

  it.each([...new Set(named)])('names “%s” as the window does', (words) => {
    // One that is all places would fit anything.
    expect(
      known.some(
        (wording) => /\p{L}{2}/u.test(wording.replace(/\{\w+\}/g, '')) && seen(wording).test(words)
      )
    ).toBe(true)
  })
})
