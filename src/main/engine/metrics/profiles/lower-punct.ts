import { splitWords } from '../words'

/** The signs that the evaluation of UIT-OpenViIC sets apart. */
const PUNCTUATION = /[!?:;,"'()[\]/.\-$&*]/gu

/**
 * Words as the evaluation of UIT-OpenViIC counts them (Bui et al., 2023): lower case, typographic
 * double quotes as plain ones, each punctuation mark a word of its own.
 */
export const splitLowerPunct = (text: string): string[] =>
  splitWords(
    text.toLowerCase().normalize('NFC').replaceAll(/[“”]/gu, '"').replaceAll(PUNCTUATION, ' $& ')
  )
