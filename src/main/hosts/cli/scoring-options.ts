import { resolve } from 'node:path'
import { Option } from 'commander'
import { SCORING_PROFILES, type ScoringChoice, type ScoringProfile } from '../../../shared/domain'

export const profileOption = (): Option =>
  new Option(
    '--profile <name>',
    'what counts as a word: syllables between white space with case (syllable), lower case with punctuation apart (lower-punct), lower case without punctuation as COCO (ptb), or words of several syllables (segmented)'
  )
    .choices(SCORING_PROFILES)
    .default('syllable')

export const wordsOption = (): Option =>
  new Option(
    '--words <file>',
    'for segmented: a word a line; by default the words that the references join by _'
  )

export const givenScoring = ({
  profile,
  words
}: {
  profile: ScoringProfile
  words?: string
}): ScoringChoice => ({ profile, words: words === undefined ? null : resolve(words) })
