import type { ImportParams, ImportReport, JobProgress } from '../../../shared/domain'
import { mutateInChunks } from '../../store/chunks'
import type { Mutation } from '../../store/history'
import {
  beginImport,
  finishImport,
  importCaptions,
  importImage,
  importPair
} from '../../store/imports'
import type { Library } from '../../store/library'
import { takeBackImport } from '../../store/take-back-import'
import { checkPictures } from './check-pictures'
import { cleanSentence } from './clean-pair'
import { skip, type PairRecord } from './formats/parsed'
import { holdOut } from './hold-out'
import { findImagesFolder } from './images-folder'
import { mapInTurns } from './in-turns'
import { readInput, type ImportInput } from './read-input'
import { emptyCounts, reportOf, requireSomething } from './report'
import { tidyCaption } from './tidy-caption'

export interface ImportOptions {
  signal: AbortSignal
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
}

type Input<K extends ImportInput['kind']> = Extract<ImportInput, { kind: K }>

/**
 * Imports a file or folder into the library. All of it is read and checked first; then it is
 * written as one effect, which an error, a cancel or a crash takes back. What the library has
 * already stays as it is. Throws an `AppError` that names the file.
 */
export async function runImport(
  library: Library,
  params: ImportParams,
  options: ImportOptions
): Promise<ImportReport> {
  options.report({ phase: 'reading', done: 0, total: null })
  const input = await readInput(params)
  return input.kind === 'images'
    ? importImages(library, params, input, options)
    : importPairs(library, params, input, options)
}

async function importImages(
  library: Library,
  params: ImportParams,
  input: Input<'images'>,
  { signal, report }: ImportOptions
): Promise<ImportReport> {
  const folder = await findImagesFolder(params, input.records)
  const total = new Set(input.records.map((record) => record.image)).size
  const { images, skipped } = await checkPictures(folder, input.records, {
    signal,
    onProgress: (done) => report({ phase: 'checking', done, total })
  })
  const passedOver = [...input.skipped, ...skipped]
  requireSomething(params.path, images, passedOver)
  const names = images.map((image) => image.name)
  const heldOut = await holdOut(names, params.valFraction, params.seed)
  const counts = emptyCounts()
  await writeImport(library, params, input.format, images, { signal, report }, (image, write) => {
    const split = heldOut.has(image.name) ? 'val' : params.split
    const { id, added } = importImage(write.mutation, write.importId, { ...image, split })
    counts.images[added ? 'added' : 'unchanged'] += 1
    const captions = importCaptions(write.mutation, write.importId, id, image.captions)
    counts.captions.added += captions.added
    counts.captions.unchanged += captions.unchanged
  })
  return reportOf(input.format, counts, passedOver)
}

async function importPairs(
  library: Library,
  params: ImportParams,
  input: Input<'pairs'>,
  options: ImportOptions
): Promise<ImportReport> {
  const cleaned = await mapInTurns(input.pairs, cleanPair)
  const pairs = cleaned.filter(({ english, vietnamese }) => english !== '' && vietnamese !== '')
  const blank = cleaned
    .filter(({ english, vietnamese }) => english === '' || vietnamese === '')
    .map(({ where, english, vietnamese }) => skip('pair-side-empty', where, english + vietnamese))
  const passedOver = [...input.skipped, ...blank]
  requireSomething(params.path, pairs, passedOver)
  const heldOut = await holdOut(
    pairs.map((pair) => pair.key),
    params.valFraction,
    params.seed
  )
  const seen = new Map<string, number>()
  const counts = emptyCounts()
  await writeImport(library, params, input.format, pairs, options, (pair, write) => {
    const repetition = seen.get(pair.key) ?? 0
    seen.set(pair.key, repetition + 1)
    const split = heldOut.has(pair.key) ? 'val' : params.split
    const added = importPair(write.mutation, write.importId, { ...pair, split, repetition })
    counts.pairs[added ? 'added' : 'unchanged'] += 1
  })
  return reportOf(input.format, counts, passedOver)
}

function cleanPair(pair: PairRecord) {
  const english = tidyCaption(cleanSentence(pair.english))
  const vietnamese = tidyCaption(cleanSentence(pair.vietnamese))
  return { where: pair.where, english, vietnamese, key: JSON.stringify([english, vietnamese]) }
}

/** Writes `items` in chunks as one import, and takes all of it back when one fails. */
async function writeImport<T>(
  { write: db }: Library,
  { path }: ImportParams,
  format: string,
  items: readonly T[],
  { signal, report }: ImportOptions,
  write: (item: T, target: { mutation: Mutation; importId: number }) => void
): Promise<void> {
  const importId = beginImport(db, path, format)
  try {
    await mutateInChunks(
      db,
      'import',
      items,
      (mutation, item) => write(item, { mutation, importId }),
      {
        signal,
        onProgress: (done) => report({ phase: 'importing', done, total: items.length })
      }
    )
    finishImport(db, importId)
  } catch (error) {
    takeBackImport(db, importId)
    throw error
  }
}
