import type { ImportParams, ImportPreview, ImportTaken, PreviewRow } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { imageKindOf } from '../../base/files/image-kind'
import { cleanSentence } from './clean-pair'
import type { ImportEvent } from './formats/events'
import { imageFolders, ImageProbe } from './image-probe'
import type { OpenInput } from './input'
import { openInput } from './open-input'
import { resolveImage } from './image-id'
import { Tally } from './tally'
import { tidyCaption, tidyCaptions } from './tidy-caption'

/** Rows that a preview shows, and the longest time in milliseconds that it reads for them. */
const ROWS = 20
const LONGEST_MS = 2000

/** Formats whose captions stand apart from their images. */
const APART: readonly string[] = ['coco', 'ktvic']

/** Rows as they are found, with what captions elsewhere in the file call them by. */
interface Found {
  rows: PreviewRow[]
  byKey: Map<string, PreviewRow>
  /** Rows whose image comes inside the input. */
  inside: Set<PreviewRow>
  names: string[]
  used: Record<string, string>
  taken: ImportTaken
  tally: Tally
}

/**
 * The first records of a file as an import would take them, each with what speaks against it. Of a
 * COCO file the captions of the first images are looked for as well, for a moment. Throws what an
 * import would throw for what was read.
 */
export async function previewImport(
  params: ImportParams,
  signal?: AbortSignal,
  known: readonly string[] = []
): Promise<ImportPreview> {
  const input = await openInput(params, signal, known)
  const found: Found = {
    rows: [],
    byKey: new Map(),
    inside: new Set(),
    names: [],
    used: {},
    taken: {},
    tally: new Tally()
  }
  const complete = await readBeginning(input, found, signal)
  const { tally, names: columns, used, taken } = found
  const rows = found.rows.slice(0, ROWS)
  const apart = rows.filter((row) => !found.inside.has(row))
  const looksFor = input.kind === 'images' && (apart.length > 0 || rows.length === 0)
  const imagesDir = looksFor ? await checkImages(params, known, apart) : null
  return {
    format: input.format,
    kind: input.kind,
    encoding: input.sources[0]?.encoding ?? null,
    taken,
    imagesDir,
    columns,
    used,
    rows,
    suggestions: tally.suggestions > 0,
    kept: tally.kept,
    skipped: tally.skipped.slice(0, ROWS),
    // What embeddings a file holds is found by the engine when they are imported.
    complete: complete && input.kind !== 'embeddings' && found.rows.length <= ROWS
  }
}

/** Reads until there are rows enough, or the file ends: then true. */
async function readBeginning(
  { events, format }: OpenInput,
  found: Found,
  signal: AbortSignal | undefined
): Promise<boolean> {
  const end = performance.now() + LONGEST_MS
  for await (const batch of events) {
    for (const event of batch) take(event, found)
    if (signal?.aborted) throw new AppError('engine.cancelled')
    const enough =
      found.rows.length > ROWS &&
      (!APART.includes(format) || found.rows.slice(0, ROWS).every(({ texts }) => texts.length > 0))
    if (enough || performance.now() > end) return false
  }
  return true
}

function take(event: ImportEvent, found: Found): void {
  const { rows, byKey, tally } = found
  const full = rows.length > ROWS
  switch (event.type) {
    case 'image': {
      const texts = event.captions.map(({ text }) => text)
      const blank = texts.length > 0 && tidyCaptions(texts).length === 0
      tally.keep(event.extra)
      for (const { extra, marks } of event.captions) {
        tally.keep(extra)
        tally.keepMarks(marks)
      }
      if (full) return
      const row: PreviewRow = {
        where: event.where,
        name: event.name,
        texts: tidyCaptions(texts),
        split: event.split ?? null,
        problem: blank ? 'caption-empty' : null
      }
      rows.push(row)
      if (event.content) {
        found.inside.add(row)
        if (imageKindOf(event.content) === null) row.problem = 'image-unreadable'
      }
      if (event.key !== null) byKey.set(event.key, row)
      break
    }
    case 'caption':
      tally.keep(event.extra)
      tally.keepMarks(event.marks)
      byKey.get(event.key)?.texts.push(tidyCaption(event.text))
      break
    case 'pair': {
      tally.keep(event.extra)
      if (full) return
      const name = tidyCaption(cleanSentence(event.english))
      const text = tidyCaption(cleanSentence(event.vietnamese))
      const problem = name === '' || text === '' ? 'pair-side-empty' : null
      rows.push({ where: event.where, name, texts: [text], split: null, problem })
      break
    }
    case 'skip':
      tally.skip(event)
      break
    case 'file':
      tally.keep(event.extra)
      break
    case 'taken':
      found.taken = { ...found.taken, ...event.taken }
      break
    case 'columns':
      found.names = event.names
      found.used = event.used
  }
}

/** Notes which rows have no image; gives the folder where they were looked for. */
async function checkImages(
  params: ImportParams,
  known: readonly string[],
  rows: readonly PreviewRow[]
): Promise<string> {
  const images = new ImageProbe(await imageFolders(params, known))
  const folder = images.best(rows.map(({ name }) => name))
  for (const row of rows) {
    const resolved = await resolveImage(folder, row.name)
    if ('reason' in resolved) row.problem = resolved.reason
  }
  return folder
}
