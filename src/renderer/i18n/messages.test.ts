import { afterEach, describe, expect, it } from 'vitest'
import { formatScale, i18n, setLocale, t } from './i18n'
import { en, vi } from './messages'
import { decodeSettings } from '../../shared/decode-settings'
import { errorTable } from '../../shared/errors/table'
import { runPresets } from '../../shared/run-presets'
import { runSettings } from '../../shared/run-settings'
import { settingSources } from '../../shared/setting-sources'

function* leaves(tree: object, path = ''): Generator<[path: string, text: string]> {
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') yield [here, value]
    else if (value) yield* leaves(value as object, here)
  }
}
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

describe('the words of the window', () => {
  afterEach(() => setLocale('en'))
  const vietnamese = new Map(leaves(vi))

  it('has the same messages with the same parameters in both languages', () => {
    const english = [...leaves(en)]
    expect([...vietnamese.keys()]).toEqual(english.map(([path]) => path))
    const different = english.filter(
      ([path, text]) =>
        placeholders(text).join() !== placeholders(vietnamese.get(path) ?? '').join()
    )
    expect(different).toEqual([])
  })

  it('leaves no English in Vietnamese texts', () => {
    const elsewhere = { decodeSettings, errorTable, runPresets, runSettings, settingSources }
    const texts = [
      ...vietnamese,
      ...[...leaves(elsewhere)].filter(([path]) => path.endsWith('.vi'))
    ]
    // Names and terms stay as they are; a sentence or a phrase needs one of these.
    const english =
      /(?<![\p{L}/-])(the|of|and|with|for|is|are|this|from|not|your|that)(?![\p{L}/-])/iu
    expect(texts.length).toBeGreaterThan(1500)
    expect(texts.filter(([, text]) => english.test(text))).toEqual([])
  })

  it('compiles every message in both languages', () => {
    for (const locale of ['en', 'vi'] as const) {
      setLocale(locale)
      for (const [path] of vietnamese) expect(i18n.global.t(path)).not.toBe(path)
    }
  })

  it('chooses the plural and writes numbers the way of the language', () => {
    expect(t('library.images', { n: 1 })).toBe('1 image')
    expect(t('library.images', { n: 8000 })).toBe('8,000 images')
    setLocale('vi')
    expect(t('library.images', { n: 8000 })).toBe('8.000 ảnh')
    expect([8000.5, 0.0125, 0.00025].map(formatScale)).toEqual(['8.000,5', '0,0125', '2,5E-4'])
    expect(document.documentElement.lang).toBe('vi')
  })
})
