/** A caption as it is kept: normalisation form C, without blanks around it. */
export const tidyCaption = (text: string): string => text.normalize('NFC').trim()

/** The captions of a record that say anything. */
export const tidyCaptions = (captions: readonly string[]): string[] =>
  captions.map(tidyCaption).filter((caption) => caption !== '')
