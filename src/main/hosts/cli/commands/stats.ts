import { Command } from 'commander'
import type { LibraryStatistics, ScoringProfile, Vocabulary } from '../../../../shared/domain'
import type { CommandContext } from '../context'
import { describeAgreement } from '../describe-agreement'
import { libraryOption } from '../options'
import { givenScoring, profileOption, wordsOption } from '../scoring-options'

interface Options {
  agreement?: boolean
  profile: ScoringProfile
  words?: string
}

/** Most frequent words that are shown to a person. */
const SHOWN_WORDS = 20

export function statsCommand(context: CommandContext): Command {
  return new Command('stats')
    .description('show how the work on a library stands: images, captions, lengths, words')
    .addOption(libraryOption())
    .option('--agreement', 'only how alike people caption the same images, and judge captions')
    .addOption(profileOption())
    .addOption(wordsOption())
    .action((options: Options, command: Command) =>
      context.session(
        command,
        async ({ api, output }) => {
          if (options.agreement) {
            const agreement = await api.statistics.agreement(givenScoring(options))
            output.result(agreement, describeAgreement(agreement))
            return
          }
          const statistics = await api.statistics.library()
          const vocabulary = await api.statistics.vocabulary()
          output.result({ ...statistics, vocabulary }, describe(statistics, vocabulary))
        },
        { readOnly: true }
      )
    )
}

function describe(
  { states, splits, sources, people, lengths }: LibraryStatistics,
  words: Vocabulary
) {
  const list = (counts: LibraryStatistics['states']) =>
    counts.map(({ name, count }) => `${count} ${name}`).join(', ') || 'none'
  const captions = lengths.reduce((sum, { count }) => sum + count, 0)
  const written = lengths.reduce((sum, { words: n, count }) => sum + n * count, 0)
  return [
    `images: ${list(states)}`,
    ...splits.map(({ split, states: some }) => `  ${split}: ${list(some)}`),
    `captions: ${list(sources)}`,
    ...people.map(
      ({ name, written, accepted, rejected, reviewed }) =>
        `  ${name}: ${written} written (${accepted} accepted, ${rejected} rejected), ${reviewed} reviewed`
    ),
    `words in a caption: ${captions === 0 ? 0 : (written / captions).toFixed(1)} on average, ${lengths.at(-1)?.words ?? 0} at most`,
    `vocabulary: ${words.words} words, ${words.once} of them written once`,
    `most frequent: ${words.frequent
      .slice(0, SHOWN_WORDS)
      .map(({ word, times }) => `${word} ${times}`)
      .join(', ')}`
  ]
}
