import { scoreSplit } from '../../../src/main/hosts/cli/demo/score-split'
import type { Session } from '../../../src/main/hosts/cli/session'
import { openWorld } from '../open-world'
import { isSameCell, keepResult, readResults, type StudyResult } from '../results'
import { DEMO_IMAGES } from '../study-cells'
import type { Wanted } from '../study'
import { beyondCells, sentenceCells, type BeyondCell } from './beyond-cells'
import { makeCaptioner, type MadeCaptioner } from './captioner'
import { timed } from './processor-time'

/** The groups of this part of the study with their cells. */
const groups = { beyond: beyondCells, sentences: sentenceCells }

export const beyondGroups = ['beyond', 'sentences'] as const satisfies (keyof typeof groups)[]

/**
 * Scores what is left of a group, one cell at a time, each result written at once. Runs are trained
 * once and used by all cells that are made of them.
 */
export async function runBeyond(
  session: Session,
  { work, out, seeds, updates }: Wanted,
  group: keyof typeof groups
): Promise<void> {
  // Each cell for all seeds before the next: what there is then tells its spread as well.
  const cells = groups[group].flatMap((cell) =>
    // All seeds together are one captioner, whose result stands with the first.
    (cell.take === 'ensemble' ? seeds.slice(0, 1) : seeds).map((seed) => ({
      cell,
      key: { group, label: cell.label, images: DEMO_IMAGES, seed }
    }))
  )
  const results = readResults(out)
  const left = cells.filter(
    ({ key }) => !results.some((one) => isSameCell(one, key) && one.updates === updates)
  )
  if (left.length > 0) await openWorld(session, work, DEMO_IMAGES)
  for (const [index, { cell, key }] of left.entries()) {
    session.output.note(`${index + 1} of ${left.length}: ${cell.label}, seed ${key.seed}`)
    const captioner = await makeCaptioner(session, cell, { seed: key.seed, seeds, updates })
    keepResult(out, { ...key, updates, ...(await scoreCell(session, cell, captioner)) })
  }
}

/** Chooses what is to be tuned on the validation split, and scores on the test split. */
async function scoreCell(
  session: Session,
  { decode, tuned }: BeyondCell,
  { choice, valLoss, extraSeconds }: MadeCaptioner
): Promise<Omit<StudyResult, 'group' | 'label' | 'images' | 'seed' | 'updates'>> {
  const score = (split: 'val' | 'test', setting: Partial<BeyondCell['decode']>) =>
    scoreSplit(session, { ...choice, split, decode: { ...decode, ...setting } })
  let best: { value: number; ciderD: number } | null = null
  for (const value of tuned?.values ?? []) {
    const { ciderD } = (await score('val', { [tuned?.option ?? '']: value })).scores
    session.output.note(`validation, ${tuned?.option} ${value}: CIDEr-D ${ciderD.toFixed(3)}`)
    if (!best || ciderD > best.ciderD) best = { value, ciderD }
  }
  const began = performance.now()
  const {
    value: { scores, newWords },
    seconds
  } = await timed(() => score('test', tuned && best ? { [tuned.option]: best.value } : {}))
  return {
    valLoss,
    bleu: scores.bleuAverage,
    ciderD: scores.ciderD,
    newWords,
    seconds: Math.round((performance.now() - began) / 1000),
    beyond: {
      tuned: best?.value ?? null,
      extraSeconds,
      secondsPerImage: seconds === null ? null : seconds / scores.images
    }
  }
}
