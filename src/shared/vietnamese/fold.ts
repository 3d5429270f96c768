const MARKS = /\p{Mn}/gu

/** Lower case in Unicode normalisation form C: what an accented search word is compared with. */
export function exactText(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Lower case without any accent, and with d for đ, which Unicode does not decompose. */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd')
}

/** Whether a search word, given as `exactText`, asks for its accents: one that bears none does not. */
export const hasAccent = (exact: string): boolean => exact !== foldText(exact)
