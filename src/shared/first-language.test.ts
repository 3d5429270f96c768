import { expect, it } from 'vitest'
import { acceptedLanguages, firstLanguage } from './first-language'

it.each([
  [['vi-VN', 'en-US'], 'vi'],
  [['en-GB', 'vi'], 'en'],
  [['fr-FR', 'VI'], 'vi'],
  [['vi_VN.UTF-8'], 'vi'],
  [['vi.UTF-8', 'C'], 'vi'],
  [['vie', 'fr'], 'en'],
  [[], 'en']
] as const)('of %j the first that the workbench speaks is %s', (tags, language) => {
  expect(firstLanguage(tags)).toBe(language)
})

it.each([
  ['vi-VN,vi;q=0.9,en;q=0.8', ['vi-VN', 'vi', 'en']],
  ['en;q=0.5, vi', ['vi', 'en']],
  ['en;q=0, vi;q=0.1', ['vi']],
  ['fr;q=0.5,vi;q=0.5', ['fr', 'vi']],
  ['', []]
])('%s is %j', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages)
})
