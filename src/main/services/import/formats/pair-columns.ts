const VIETNAMESE = /(^|[_.\- ])(vi|vie|vn|vietnamese)([_.\- ]|\d|$)/
const ENGLISH = /(^|[_.\- ])(en|eng|english)([_.\- ]|\d|$)/
const SOURCE = /^(source|src)$/
const TARGET = /^(target|tgt)$/
const CAPTION = /^(.*[_.\- ])?(captions?|texts?|sentences?|descriptions?|raw)([_.\- ]?\d+)?$/

export const isVietnamese = (name: string): boolean => VIETNAMESE.test(name.trim().toLowerCase())
export const isEnglish = (name: string): boolean => ENGLISH.test(name.trim().toLowerCase())
/** Whether a column is called as captions usually are. */
export const isCaption = (name: string): boolean => CAPTION.test(name.trim().toLowerCase())

/**
 * The columns of both sides of sentence pairs by their names; undefined for one that none is called
 * like. English captions beside `caption_vi` may be called no more than `caption`.
 */
export function findPairColumns(names: readonly string[]): {
  english: string | undefined
  vietnamese: string | undefined
} {
  const like = (pattern: RegExp) => names.find((name) => pattern.test(name.trim().toLowerCase()))
  const vietnamese = like(VIETNAMESE) ?? like(TARGET)
  const english = like(ENGLISH) ?? like(SOURCE)
  if (english !== undefined || vietnamese === undefined) return { english, vietnamese }
  const rest = names.filter((name) => name !== vietnamese && !isVietnamese(name))
  return { english: rest.find(isCaption), vietnamese }
}
