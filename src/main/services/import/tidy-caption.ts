/** A caption as it is kept: normalisation form C, without blanks around it. */
export const tidyCaption = (text: string): string => text.normalize('NFC').trim()

/** Whether a text cannot be kept as it is: it holds a NUL, or half of a character. */
export const isBroken = (text: string): boolean => text.includes('\0') || !text.isWellFormed()

/** The captions of a record that say anything. */
export const tidyCaptions = (captions: readonly string[]): string[] =>
  captions.map(tidyCaption).filter((caption) => caption !== '')
