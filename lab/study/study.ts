import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { demoScale } from '../../src/shared/demo-rows'
import { runJob } from '../../src/main/hosts/cli/run-job'
import type { Session } from '../../src/main/hosts/cli/session'
import { studyCells, studyGroups, type StudyCell } from './study-cells'
import { trainRow } from '../../src/main/hosts/cli/demo/train-rows'

/** What a training of the study came to. */
const StudyResult = v.object({
  group: v.picklist(studyGroups),
  label: v.string(),
  images: v.number(),
  seed: v.number(),
  updates: v.number(),
  valLoss: v.nullable(v.number()),
  bleu: v.number(),
  ciderD: v.number(),
  newWords: v.object({ mentioned: v.number(), named: v.number(), elsewhere: v.number() }),
  seconds: v.number()
})
export type StudyResult = v.InferOutput<typeof StudyResult>

const resultsFile = (out: string): string => join(out, 'results.json')

/** Captions on the way are for people to watch; they change nothing of what is learned. */
const studyScale = { ...demoScale, validationImages: 0, sampleImages: 0 }

/** The results so far; none where there is no file. */
export const readResults = (out: string): StudyResult[] =>
  existsSync(resultsFile(out))
    ? v.parse(v.array(StudyResult), JSON.parse(readFileSync(resultsFile(out), 'utf8')))
    : []

/**
 * Does what is left of the study, a training at a time, each result written at once. Libraries are
 * made below `work`, one for each number of captioned images, all from the same seed: a smaller
 * one holds the first images of a larger one.
 */
export async function runStudy(
  session: Session,
  {
    work,
    out,
    seeds,
    rows,
    groups
  }: {
    work: string
    out: string
    seeds: readonly number[]
    rows: readonly string[]
    groups: readonly StudyCell['group'][]
  }
): Promise<StudyResult[]> {
  const results = readResults(out)
  const { maxSteps: updates } = studyScale
  const isOf = (cell: StudyCell, result: StudyResult): boolean =>
    result.group === cell.group &&
    result.label === cell.label &&
    result.images === cell.images &&
    result.seed === cell.seed
  const isDone = (cell: StudyCell): boolean =>
    results.some((result) => isOf(cell, result) && result.updates === updates)
  const wanted = studyCells(seeds).filter(
    ({ row, group }) => rows.includes(row.preset.id) && groups.includes(group)
  )
  const left = wanted.filter((cell) => !isDone(cell))
  for (const [index, cell] of left.entries()) {
    session.output.note(
      `${index + 1} of ${left.length}: ${cell.label}, ${cell.images} images, seed ${cell.seed}`
    )
    await openWorld(session, join(work, `images-${cell.images}`), cell.images)
    const began = performance.now()
    const { row, seed, settings, group, label, images } = cell
    const { valLoss, scores, newWords } = await trainRow(session, row, {
      ...studyScale,
      ...settings,
      seed
    })
    // One of the same training at another scale gives way.
    const earlier = results.findIndex((result) => isOf(cell, result))
    if (earlier >= 0) results.splice(earlier, 1)
    results.push({
      group,
      label,
      images,
      seed,
      updates,
      valLoss,
      bleu: scores.bleuAverage,
      ciderD: scores.ciderD,
      newWords,
      seconds: Math.round((performance.now() - began) / 1000)
    })
    writeFileSync(resultsFile(out), `${JSON.stringify(results, null, 2)}\n`)
  }
  return results
}

async function openWorld(session: Session, path: string, train: number): Promise<void> {
  const { api } = session
  if (existsSync(join(path, 'library.sqlite'))) {
    await api.library.open({ path })
    return
  }
  const { jobId } = await api.library.openDemo({ path, world: { train } })
  await runJob(session, jobId)
}
