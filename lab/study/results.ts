import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { studyGroups } from './study-cells'

/** What a cell of the study came to. */
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
  seconds: v.number(),
  /** Of what goes beyond the recipe: see `BeyondCell`. Seconds are those of the processor. */
  beyond: v.optional(
    v.object({
      /** Value of the option that was chosen on the validation split. */
      tuned: v.nullable(v.number()),
      /** Of training and averaging beside the base. */
      extraSeconds: v.nullable(v.number()),
      /** Of captioning, with encoding the image and judging its captions. */
      secondsPerImage: v.nullable(v.number())
    })
  )
})
export type StudyResult = v.InferOutput<typeof StudyResult>

const resultsFile = (out: string): string => join(out, 'results.json')

/** The results so far; none where there is no file. */
export const readResults = (out: string): StudyResult[] =>
  existsSync(resultsFile(out))
    ? v.parse(v.array(StudyResult), JSON.parse(readFileSync(resultsFile(out), 'utf8')))
    : []

/** Adds a result to the file. One of the same cell, at another scale, gives way. */
export function keepResult(out: string, result: StudyResult): StudyResult[] {
  const results = [...readResults(out).filter((earlier) => !isSameCell(earlier, result)), result]
  writeFileSync(resultsFile(out), `${JSON.stringify(results, null, 2)}\n`)
  return results
}

type Cell = Pick<StudyResult, 'group' | 'label' | 'images' | 'seed'>

export const isSameCell = (a: Cell, b: Cell): boolean =>
  a.group === b.group && a.label === b.label && a.images === b.images && a.seed === b.seed
