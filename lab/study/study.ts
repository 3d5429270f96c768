import { demoScale } from '../../src/shared/demo-rows'
import { trainRow } from '../../src/main/hosts/cli/demo/train-rows'
import type { Session } from '../../src/main/hosts/cli/session'
import { openWorld } from './open-world'
import { isSameCell, keepResult, readResults } from './results'
import { studyCells, type StudyCell } from './study-cells'

/** What is wanted of the study. */
export interface Wanted {
  /** Folders: of the libraries, and of the results. */
  work: string
  out: string
  seeds: readonly number[]
  updates: number
}

/** Captions on the way are for people to watch; they change nothing of what is learned. */
export const studyScale = (updates: number) => ({
  ...demoScale,
  maxSteps: updates,
  validateEvery: Math.ceil(updates / 6),
  validationImages: 0,
  sampleImages: 0
})

/** Trains and scores what is left of the study's rows, one at a time, each result written at once. */
export async function runStudy(
  session: Session,
  { work, out, seeds, updates }: Wanted,
  isWanted: (cell: StudyCell) => boolean
): Promise<void> {
  const results = readResults(out)
  const left = studyCells(seeds).filter(
    (cell) =>
      isWanted(cell) &&
      !results.some((result) => isSameCell(cell, result) && result.updates === updates)
  )
  for (const [index, { row, settings, ...cell }] of left.entries()) {
    const { label, images, seed } = cell
    session.output.note(`${index + 1} of ${left.length}: ${label}, ${images} images, seed ${seed}`)
    await openWorld(session, work, images)
    const began = performance.now()
    const { valLoss, scores, newWords } = await trainRow(session, row, {
      ...studyScale(updates),
      ...settings,
      seed
    })
    keepResult(out, {
      ...cell,
      updates,
      valLoss,
      bleu: scores.bleuAverage,
      ciderD: scores.ciderD,
      newWords,
      seconds: Math.round((performance.now() - began) / 1000)
    })
  }
}
