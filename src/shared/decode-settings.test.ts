import * as v from 'valibot'
import { expect, it } from 'vitest'
import { decodeSettings, stopTextOf, usesOption, type DecodeSetting } from './decode-settings'
import { DecodeOptions } from './domain'

const defaults = v.parse(DecodeOptions, {})
const entries = Object.entries(decodeSettings) as [keyof DecodeOptions, DecodeSetting][]

/** The options as a page of the documentation. */
function optionsPage(): string {
  const lines = entries.map(([key, { help, source, searches, choices, defaultWords }]) => {
    const chosen = choices ? ` with \`choice\` ${choices.join(', ')}` : ''
    const uses = searches ? `; for ${searches.join(', ')}${chosen}` : ''
    const value = defaultWords?.en ?? `\`${String(defaults[key])}\``
    return `- \`${key}\` (default ${value}; ${source.en}${uses}): ${help.en}`
  })
  return `# Decoding options

Set these options with \`viecap caption\` (\`--decode\` sets \`method\`, the others have their own names: \`--beams 15\`, \`--top-p 0.8\` and so on), or on the Caption screen. This page is generated from \`src/shared/decode-settings.ts\` by its test.

${lines.join('\n')}
`
}

it('explains every option in both languages', () => {
  expect(new Set(Object.keys(decodeSettings))).toEqual(new Set(Object.keys(defaults)))
  for (const [, { label, help, source }] of entries) {
    for (const words of [label.en, label.vi, help.en, help.vi, source.en, source.vi]) {
      expect(words.trim()).not.toBe('')
    }
  }
})

it('says which searches and choices use an option', () => {
  const uses = (method: DecodeOptions['method'], key: keyof DecodeOptions) =>
    usesOption({ method, choice: 'score' }, key)
  expect(uses('greedy', 'beams')).toBe(false)
  expect(uses('clipcap', 'beams')).toBe(true)
  expect(uses('nucleus', 'minTokens')).toBe(true)
  expect(uses('clipcap', 'clipWeight')).toBe(false)
  expect(usesOption({ method: 'clipcap', choice: 'clip' }, 'clipWeight')).toBe(true)
  expect(usesOption({ method: 'greedy', choice: 'clip' }, 'clipWeight')).toBe(false)
})

it('stops as the captioner was trained, unless a text is chosen', () => {
  const stop = (stopText: string | null, endOfText: boolean) =>
    stopTextOf({ stopText }, { endOfText })
  expect([stop(null, true), stop(null, false)]).toEqual(['', '.'])
  for (const chosen of ['', '.', '!']) {
    expect([stop(chosen, true), stop(chosen, false)]).toEqual([chosen, chosen])
  }
})

it('stands in the documentation as it is', async () => {
  await expect(optionsPage()).toMatchFileSnapshot('../../docs/decode-settings.md')
})
