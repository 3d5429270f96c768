import type { Interval, Scores } from '../../../shared/domain'
import type { SacrebleuScores } from '../../../shared/engine-protocol'

/** Scores as lines for a person, each with its interval where there is one. */
export function wordScores({ intervals, ...scores }: Scores): string[] {
  const line = (name: string, value: number, interval?: Interval): string => {
    const range = interval && `  (95%: ${interval.map((bound) => bound.toFixed(4)).join(' to ')})`
    return `${name.padEnd(8)} ${value.toFixed(4)}${range ?? ''}`
  }
  return [
    `items    ${scores.items}, with ${scores.references} references`,
    ...scores.bleu.map((value, index) => line(`BLEU-${index + 1}`, value, intervals?.bleu[index])),
    line('BLEU', scores.bleuAverage, intervals?.bleuAverage),
    line('ROUGE-L', scores.rougeL, intervals?.rougeL),
    line('CIDEr-D', scores.ciderD, intervals?.ciderD),
    `profile  ${scores.profile}`
  ]
}

/** sacrebleu's figures as lines for a person, each with its signature. */
export const wordSacrebleu = (scores: SacrebleuScores | null): string[] =>
  scores
    ? [
        `sacrebleu BLEU  ${scores.bleu.score.toFixed(2)}  ${scores.bleu.signature}`,
        `sacrebleu chrF2 ${scores.chrf.score.toFixed(2)}  ${scores.chrf.signature}`
      ]
    : []
