import type { EvaluateReport } from '../../../shared/domain'

type Scores = Pick<EvaluateReport, 'bleu' | 'bleuAverage' | 'rougeL' | 'ciderD'>

/** One line a score. */
export const describeScores = ({ bleu, bleuAverage, rougeL, ciderD }: Scores): string[] => [
  ...bleu.map((value, index) => `BLEU-${index + 1}   ${value.toFixed(4)}`),
  `BLEU     ${bleuAverage.toFixed(4)}`,
  `ROUGE-L  ${rougeL.toFixed(4)}`,
  `CIDEr-D  ${ciderD.toFixed(4)}`
]
