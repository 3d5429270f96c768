import type { Locale } from './errors'

/** The language of the workbench for somebody who reads `tags` (BCP 47), the preferred one first. */
export function firstLanguage(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const language = tag
      .trim()
      .toLowerCase()
      .split(/[-_.@]/)[0]
    if (language === 'vi' || language === 'en') return language
  }
  return 'en'
}

/** The languages of an `Accept-Language` header (RFC 9110, 12.5.4), the preferred one first. */
export function acceptedLanguages(header: string): string[] {
  return header
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const quality = parameters.find((piece) => /^q=/i.test(piece))?.slice(2)
      return { tag, index, quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
    .map(({ tag }) => tag)
}
