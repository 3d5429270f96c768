import * as v from 'valibot'
import { expect, it } from 'vitest'
import { decodeSettings, usesOption, type DecodeSetting } from './decode-settings'
import { DecodeOptions } from './domain'

const defaults = v.parse(DecodeOptions, {})
const entries = Object.entries(decodeSettings) as [keyof DecodeOptions, DecodeSetting][]

/** The options as a page of the documentation. */
function optionsPage(): string {
  const lines = entries.map(([key, { help, source, searches }]) => {
    const uses = searches ? `; for ${searches.join(', ')}` : ''
    return `- \`${key}\` (default \`${String(defaults[key])}\`; ${source}${uses}): ${help.en}`
  })
  return `# Options of decoding

Set on the command line by \`viecap caption\` (\`--decode\` for \`method\`, then \`--beams 15\`, \`--top-p 0.8\` and so on), or in the window under Batch, which shows the same words. This page is written from \`src/shared/decode-settings.ts\` by its test.

${lines.join('\n')}
`
}

it('explains every option in both languages', () => {
  expect(new Set(Object.keys(decodeSettings))).toEqual(new Set(Object.keys(defaults)))
  for (const [, { label, help, source }] of entries) {
    for (const words of [label.en, label.vi, help.en, help.vi, source]) {
      expect(words.trim()).not.toBe('')
    }
  }
})

it('says which searches use an option', () => {
  expect(usesOption('greedy', 'beams')).toBe(false)
  expect(usesOption('clipcap', 'beams')).toBe(true)
  expect(usesOption('nucleus', 'minTokens')).toBe(true)
})

it('stands in the documentation as it is', async () => {
  await expect(optionsPage()).toMatchFileSnapshot('../../docs/decode-settings.md')
})
