import type { ImportParams, ImportReport, JobProgress, SkippedRecord } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { mutateInChunks } from '../../store/chunks'
import type { Mutation } from '../../store/history'
import {
  beginImport,
  finishImport,
  importCaptions,
  importImage,
  importPair,
  takeBackImport
} from '../../store/imports'
import type { Library } from '../../store/library'
import { checkPictures } from './check-pictures'
import { cleanSentence } from './clean-pair'
import type { PairRecord } from './formats/parsed'
import { holdOut } from './hold-out'
import { findImagesFolder } from './images-folder'
import { mapInTurns } from './in-turns'
import { readInput, type ImportInput } from './read-input'
import { tidyCaption } from './tidy-caption'

export interface ImportOptions {
  signal: AbortSignal
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
}

type Counts = Pick<ImportReport, 'images' | 'captions' | 'pairs'>
type Input<K extends ImportInput['kind']> = Extract<ImportInput, { kind: K }>

/** Most skipped records that the report lists one by one. */
const LISTED_SKIPS = 1000

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
  requireSomething(params.path, input.pairs, input.skipped)
  const pairs = await mapInTurns(input.pairs, cleanPair)
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
  return reportOf(input.format, counts, input.skipped)
}

/** An input that has records of which none can be used is an error, and not an import of nothing. */
function requireSomething(
  path: string,
  usable: readonly unknown[],
  [first, ...others]: readonly SkippedRecord[]
): void {
  if (usable.length > 0 || !first) return
  throw new AppError('import.nothing-usable', { path, count: others.length + 1, ...first })
}

function cleanPair(pair: PairRecord) {
  const english = tidyCaption(cleanSentence(pair.english))
  const vietnamese = tidyCaption(cleanSentence(pair.vietnamese))
  return { english, vietnamese, key: JSON.stringify([english, vietnamese]) }
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

const emptyCounts = (): Counts => ({
  images: { added: 0, unchanged: 0 },
  captions: { added: 0, unchanged: 0 },
  pairs: { added: 0, unchanged: 0 }
})

function reportOf(
  format: ImportReport['format'],
  counts: Counts,
  skipped: readonly SkippedRecord[]
): ImportReport {
  const skippedByReason: Record<string, number> = {}
  for (const { reason } of skipped) skippedByReason[reason] = (skippedByReason[reason] ?? 0) + 1
  return {
    format,
    ...counts,
    skippedTotal: skipped.length,
    skippedByReason,
    skipped: skipped.slice(0, LISTED_SKIPS)
  }
}
