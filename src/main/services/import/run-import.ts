import type { ImportParams, ImportReport, JobProgress } from '../../../shared/domain'
import { mutateInChunks } from '../../store/core/chunks'
import { listImageFolders } from '../../store/imports/image-folders'
import { putExtra } from '../../store/imports/extras'
import type { Mutation } from '../../store/core/history'
import {
  countCaptions,
  countStagedImages,
  listStagedCaptions,
  openStaging,
  pageSettledImages,
  pageStagedImages,
  type SettledImage,
  type Staging,
  type StagedCaption
} from '../../store/imports/import-staging'
import {
  beginImport,
  finishImport,
  importCaptions,
  importImage,
  importPair,
  type ImportedCaption,
  type ImportRef
} from '../../store/imports/imports'
import type { Library } from '../../store/core/library'
import {
  countStagedPairs,
  pageStagedPairs,
  type StagedPair
} from '../../store/imports/staged-pairs'
import { takeBackImport } from '../../store/imports/take-back-import'
import type { ImageClient } from '../image-client/image-client'
import { checkImages } from './check-images'
import { skip, type CaptionMarks, type Extra } from './formats/events'
import { HoldOut } from './hold-out'
import { imageFolders, ImageProbe, PROBED } from './image-probe'
import { KeptImages } from './kept-images'
import { Yielder } from '../../base/yielder'
import type { OpenInput } from './input'
import { openInput } from './open-input'
import { pairKey } from './pair-key'
import { rowsOf } from './rows-of'
import { stageInput, type StageTarget } from './stage-input'
import { Tally } from './tally'

export interface ImportOptions {
  images: ImageClient
  signal: AbortSignal
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
}

/** Captions that one image may have; a file with more of them is not one of captions. */
const MAX_CAPTIONS = 1000
/** Rows taken from the staging area together. */
const PAGE = 100

/** An import under way: where it reads from and what it counts. */
interface Import extends StageTarget {
  library: Library
  params: ImportParams
  options: ImportOptions
  input: OpenInput
  aboutFile: Extra
  /** Folders of images that the library has. */
  known: readonly string[]
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
  const known = listImageFolders(library.read)
  const input = await openInput(params, options.signal, known)
  const staging = openStaging()
  const kept = new KeptImages(library.root)
  try {
    const heldOut = new HoldOut(staging, { fraction: params.valFraction, seed: params.seed })
    const target: StageTarget = {
      staging,
      heldOut,
      tally: new Tally(),
      yielder: new Yielder(options.signal),
      kept,
      onProgress: (done, total) => options.report({ phase: 'reading', done, total })
    }
    const aboutFile = await stageInput(input, target)
    const work: Import = { ...target, library, params, options, input, aboutFile, known }
    await (input.kind === 'pairs' ? importPairs(work) : importImages(work))
    return target.tally.report(input.format, input.sources[0]?.encoding ?? null)
  } catch (error) {
    await kept.dropAll()
    throw error
  } finally {
    staging.close()
  }
}

async function importImages(work: Import): Promise<void> {
  const { staging, tally, yielder, heldOut, params, options } = work
  const images = new ImageProbe(await imageFolders(params, work.known))
  const folder = images.best(namedIn(staging))
  const total = countStagedImages(staging)
  const usable = await checkImages(
    folder,
    { ...work, images: options.images, copies: params.copyImages, signal: options.signal },
    {
      onUsable: (image) => {
        if (mayBeHeldOut(image, params)) heldOut.enter(image.name)
      },
      onProgress: (done) => options.report({ phase: 'checking', done, total })
    }
  )
  tally.requireSomething(params.path, usable)
  await heldOut.choose(yielder)
  const settled = rowsOf((after) => pageSettledImages(staging, after, PAGE))
  await writeImport(work, settled, usable, (image, mutation, ref) => {
    writeImage(work, image, mutation, ref)
  })
}

/** Names of the first images that do not come inside the input. */
const namedIn = (staging: Staging): string[] =>
  pageStagedImages(staging, 0, PROBED)
    .filter(({ source }) => source === null)
    .map(({ name }) => name)

/** What the data sets aside for validation or test stays there. */
const mayBeHeldOut = ({ split }: Pick<SettledImage, 'split'>, params: ImportParams): boolean =>
  params.split !== null || (split !== 'val' && split !== 'test')

function writeImage(work: Import, image: SettledImage, mutation: Mutation, ref: ImportRef): void {
  const { staging, tally, heldOut, params } = work
  const isHeldOut = mayBeHeldOut(image, params) && heldOut.isHeldOut(image.name)
  const split = isHeldOut ? 'val' : (params.split ?? image.split ?? 'train')
  const found = importImage(mutation, ref, { ...image, split })
  if (found.added) tally.splits[split] = (tally.splits[split] ?? 0) + 1
  tally.images[found.added ? 'added' : 'unchanged'] += 1
  const captions = listStagedCaptions(staging, image.seq, MAX_CAPTIONS).map(withMarks)
  if (captions.length === 0) tally.withoutCaption += 1
  const { added: fresh, unchanged } = importCaptions(mutation, ref, found, captions)
  tally.captions.added += fresh
  tally.captions.unchanged += unchanged
  if (captions.length < MAX_CAPTIONS) return
  const more = countCaptions(staging, image.seq) - MAX_CAPTIONS
  if (more > 0) tally.skip(skip('captions-too-many', image.place, image.name), more)
}

const withMarks = ({ text, extra, marks }: StagedCaption): ImportedCaption => ({
  text,
  extra,
  ...(marks !== null && (JSON.parse(marks) as CaptionMarks))
})

async function importPairs(work: Import): Promise<void> {
  const { staging, tally, yielder, heldOut, params } = work
  const total = countStagedPairs(staging)
  tally.requireSomething(params.path, total)
  await heldOut.choose(yielder)
  const pairs = rowsOf<StagedPair>((after) => pageStagedPairs(staging, after, PAGE))
  await writeImport(work, pairs, total, (pair, mutation, ref) => {
    const key = pairKey(pair.english, pair.vietnamese)
    const split = heldOut.isHeldOut(key) ? 'val' : (params.split ?? 'train')
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
