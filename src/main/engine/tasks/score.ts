import { corpusBleu } from '../metrics/bleu'
import { ciderD } from '../metrics/cider-d'
import { rougeL } from '../metrics/rouge-l'
import type { TaskFunction } from './task'

/** Scores captions by the metrics of the COCO caption evaluation. */
export const score: TaskFunction<'score'> = async ({ items }) => {
  const { bleu, average } = corpusBleu(items)
  return {
    items: items.length,
    bleu,
    bleuAverage: average,
    rougeL: rougeL(items).mean,
    ciderD: ciderD(items).mean
  }
}
