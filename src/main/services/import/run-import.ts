import type { ImportParams, ImportReport, JobProgress } from '../../../shared/domain'
import { mutateInChunks } from '../../store/chunks'
import { putExtra } from '../../store/extras'
import type { Mutation } from '../../store/history'
import {
  countCaptions,
  countStagedImages,
  listStagedCaptions,
  openStaging,
  pageSettledImages,
  pageStagedImages,
  type SettledImage
} from '../../store/import-staging'
import {
  beginImport,
  finishImport,
  importCaptions,
  importImage,
  importPair,
  type ImportRef
} from '../../store/imports'
import type { Library } from '../../store/library'
import { countStagedPairs, pageStagedPairs, type StagedPair } from '../../store/staged-pairs'
import { takeBackImport } from '../../store/take-back-import'
import { checkPictures } from './check-pictures'
import { skip, type Extra } from './formats/events'
import { HoldOut } from './hold-out'
import { findImagesFolder } from './images-folder'
import { Turns } from '../files/turns'
import { openInput, type OpenInput } from './open-input'
import { pairKey } from './pair-key'
import { rowsOf } from './rows-of'
import { stageInput, type StageTarget } from './stage-input'
import { Tally } from './tally'

export interface ImportOptions {
  signal: AbortSignal
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
}

/** Captions that one picture may have; a file with more of them is not one of captions. */
const MOST_CAPTIONS = 1000
/** Rows taken from the staging area together. */
const PAGE = 100

/** An import under way: where it reads from and what it counts. */
interface Import extends StageTarget {
  library: Library
  params: ImportParams
  options: ImportOptions
  input: OpenInput
  aboutFile: Extra
}

/**
 * Imports a file or folder into the library. All of it is read and checked first, onto the disk and
 * not into memory; then it is written as one effect, which an error, a cancel or a crash takes
 * back. What the library has already stays as it is. Embeddings are imported apart. Throws an
 * `AppError` that names the file.
 */
export async function runImport(
  library: Library,
  params: ImportParams,
  options: ImportOptions
): Promise<ImportReport> {
  options.report({ phase: 'reading', done: 0, total: null })
  const input = await openInput(params)
  const staging = openStaging()
  try {
    const heldOut = new HoldOut(staging, { fraction: params.valFraction, seed: params.seed })
    const target: StageTarget = {
      staging,
      heldOut,
      tally: new Tally(),
      turns: new Turns(options.signal),
      onProgress: (done, total) => options.report({ phase: 'reading', done, total })
    }
    const aboutFile = await stageInput(input, target)
    const work: Import = { ...target, library, params, options, input, aboutFile }
    await (input.kind === 'pairs' ? importPairs(work) : importImages(work))
    return target.tally.report(input.format, input.sources[0]?.encoding ?? null)
  } finally {
    staging.close()
  }
}

async function importImages(work: Import): Promise<void> {
  const { staging, tally, turns, heldOut, params, options } = work
  const folder = await findImagesFolder(params, pageStagedImages(staging, 0, 200))
  const total = countStagedImages(staging)
  const usable = await checkPictures(folder, work, {
    onUsable: ({ name }) => heldOut.enter(name),
    onProgress: (done) => options.report({ phase: 'checking', done, total })
  })
  tally.requireSomething(params.path, usable)
  await heldOut.choose(turns)
  const images = rowsOf((after) => pageSettledImages(staging, after, PAGE))
  await writeImport(work, images, usable, (image, mutation, ref) => {
    writeImage(work, image, mutation, ref)
  })
}

function writeImage(work: Import, image: SettledImage, mutation: Mutation, ref: ImportRef): void {
  const { staging, tally, heldOut, params } = work
  const split = heldOut.isHeldOut(image.name) ? 'val' : params.split
  const found = importImage(mutation, ref, { ...image, split })
  tally.images[found.added ? 'added' : 'unchanged'] += 1
  const captions = listStagedCaptions(staging, image.seq, MOST_CAPTIONS)
  const { added: fresh, unchanged } = importCaptions(mutation, ref, found, captions)
  tally.captions.added += fresh
  tally.captions.unchanged += unchanged
  if (captions.length < MOST_CAPTIONS) return
  const more = countCaptions(staging, image.seq) - MOST_CAPTIONS
  if (more > 0) tally.skip(skip('captions-too-many', image.place, image.name), more)
}

async function importPairs(work: Import): Promise<void> {
  const { staging, tally, turns, heldOut, params } = work
  const total = countStagedPairs(staging)
  tally.requireSomething(params.path, total)
  await heldOut.choose(turns)
  const pairs = rowsOf<StagedPair>((after) => pageStagedPairs(staging, after, PAGE))
  await writeImport(work, pairs, total, (pair, mutation, ref) => {
    const key = pairKey(pair.english, pair.vietnamese)
    const split = heldOut.isHeldOut(key) ? 'val' : params.split
    const added = importPair(mutation, ref, { ...pair, split })
    tally.pairs[added ? 'added' : 'unchanged'] += 1
  })
}

/** Writes `rows` in chunks as one import, and takes all of it back when one fails. */
async function writeImport<T>(
  { library: { write: db }, params, input, options, aboutFile }: Import,
  rows: Iterable<T>,
  total: number,
  write: (row: T, mutation: Mutation, ref: ImportRef) => void
): Promise<void> {
  const ref = beginImport(db, params.path, input.format)
  try {
    if (Object.keys(aboutFile).length > 0) {
      putExtra(db, ref.format, 'import', ref.id, JSON.stringify(aboutFile))
    }
    await mutateInChunks(db, 'import', rows, (mutation, row) => write(row, mutation, ref), {
      signal: options.signal,
      onProgress: (done) => options.report({ phase: 'importing', done, total })
    })
    finishImport(db, ref)
  } catch (error) {
    await takeBackImport(db, ref.id)
    throw error
  }
}
