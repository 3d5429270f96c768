import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Entry } from 'tar-stream'
import * as v from 'valibot'
import type { ImportColumns, Split } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { imageKindOf } from '../../../base/files/image-kind'
import { statRegular, readPieces } from '../../../base/files/regular-file'
import { decodeText } from '../read/encoding'
import { parseRecord } from '../read/json-record'
import type { ReadSource } from '../read/read-source'
import { findShards, type Shard } from '../shards'
import {
  extraOf,
  skip,
  withoutRepeats,
  type Extra,
  type ImportEvent,
  type ImportEvents
} from './events'
import { nameInside } from './name-inside'
import type { Opened, Opening } from './opening'
import { OneOrMore } from './record-fields'
import { splitOfName } from './split-name'
import { takenShards } from './taken-shards'

/** Bytes of one file of an archive that is taken: an image, and a text. */
const MAX_IMAGE = 2 ** 29
const MAX_TEXT = 2 ** 24

const TEXT = /\.(txt|caption|cap)$/i
const JSON_NAME = /\.json$/i

/** Fields of a sample's JSON that hold its captions, the likeliest first. */
const CAPTIONS = [
  'caption',
  'captions',
  'caption_vi',
  'captions_vi',
  'text',
  'texts',
  'sentence',
  'sentences',
  'description'
]

/** The files of one key. */
interface Sample {
  key: string
  image: { name: string; content: Uint8Array } | null
  texts: string[]
  fields: Extra | null
  skipped: ImportEvent[]
}

/**
 * Shards of a WebDataset: tar archives in which the files of a sample stand together and share their
 * name up to its first dot: an image, with captions in `.txt`, one a line, or in a field of `.json`,
 * whose other fields are kept; its `file_name` is the image's name. The name of a shard or a folder
 * says the split. One sample is held at a time. Throws `import.bad-tar`, `import.wrong-shape`, or as
 * `openRegular`.
 */
export async function openWebDataset({ look, columns, signal }: Opening): Promise<Opened> {
  const shards = await findShards(look.path, 'webdataset', signal)
  const sizes = await Promise.all(shards.map(async ({ path }) => (await statRegular(path)).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const source = { bytesRead: 0, bytes, encoding: null }
  return { sources: [source], events: readShards({ shards, source, columns, signal }) }
}

interface Reading {
  shards: readonly Shard[]
  source: ReadSource
  columns: ImportColumns
  signal: AbortSignal | undefined
}

async function* readShards({ shards, source, columns, signal }: Reading): ImportEvents {
  yield takenShards(shards)
  for (const { path, name } of shards) {
    const before = shards.length > 1 ? `${basename(path)}: ` : ''
    const split = splitOfName(name)
    let sample: Sample | null = null
    for await (const entry of entriesOf(path, source, signal)) {
      const key = keyOf(entry.header.name)
      if (sample && sample.key !== key) {
        yield toEvents(sample, { before, split, columns })
        sample = null
      }
      sample ??= { key, image: null, texts: [], fields: null, skipped: [] }
      const taken = sample
      await take(entry, taken, before).catch((error: unknown) => {
        throw asTarError(path, error)
      })
    }
    if (sample) yield toEvents(sample, { before, split, columns })
  }
}

async function* entriesOf(
  path: string,
  source: ReadSource,
  signal: AbortSignal | undefined
): AsyncGenerator<Entry> {
  const archive = extract()
  async function* pieces() {
    for await (const piece of readPieces(path, { signal })) {
      source.bytesRead += piece.length
      // The next piece is read into the same memory.
      yield Buffer.from(piece)
    }
  }
  const raw = Readable.from(pieces())
  const unpacked = /z$/i.test(path) ? raw.pipe(createGunzip()) : raw
  for (const stream of new Set([raw, unpacked]))
    stream.on('error', (error) => archive.destroy(error))
  unpacked.pipe(archive)
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header
      const isHidden = name.split('/').some((step) => step.startsWith('.') && step !== '.')
      if (type === 'file' && !isHidden) yield entry
      entry.resume()
    }
  } catch (error) {
    throw asTarError(path, error)
  } finally {
    raw.destroy()
    archive.destroy()
  }
}

function asTarError(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new AppError('import.bad-tar', { path, detail }, { cause: error })
}

/** A sample's name: that of its files up to the first dot behind the last slash. */
const keyOf = (name: string): string => name.replace(/^((?:.*\/)?[^/.]*)[^/]*$/, '$1')

async function take(entry: Entry, sample: Sample, before: string): Promise<void> {
  const { name, size = 0 } = entry.header
  const isText = TEXT.test(name) || JSON_NAME.test(name)
  const where = before + name
  if (size > (isText ? MAX_TEXT : MAX_IMAGE)) {
    sample.skipped.push(skip('record-too-long', where, name))
    return
  }
  const content = await bytesOf(entry)
  if (isText) takeText(content, sample, { name, where })
  else if (IMAGE_NAME.test(name) || imageKindOf(content) !== null) {
    if (sample.image) sample.skipped.push(skip('id-duplicate', where, name))
    else sample.image = { name, content }
  }
}

function takeText(
  content: Uint8Array,
  sample: Sample,
  { name, where }: { name: string; where: string }
): void {
  const text = decodeText(content)?.text
  if (text === undefined) {
    sample.skipped.push(skip('text-unreadable', where, name))
  } else if (TEXT.test(name)) {
    sample.texts.push(...text.split(/\r?\n/).filter((line) => line.trim() !== ''))
  } else {
    const { value, fault } = parseRecord(text)
    const fields = v.safeParse(v.record(v.string(), v.unknown()), value)
    if (fault)
      sample.skipped.push(
        skip(fault.reason, where, fault.what, fault.field === null ? {} : { field: fault.field })
      )
    else if (fields.success) sample.fields = fields.output
    else sample.skipped.push(skip('record-malformed', where, value))
  }
}

async function bytesOf(entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

interface Place {
  /** What stands before a sample's key to say where it is. */
  before: string
  split: Split | null
  columns: ImportColumns
}

function toEvents(sample: Sample, { before, split, columns }: Place): ImportEvent[] {
  const { key, image, texts, fields, skipped } = sample
  const where = before + key
  const field = columns.caption ?? captionField(sample)
  const said = field === undefined ? null : v.safeParse(OneOrMore, ownField(fields, field))
  if (said && !said.success)
    skipped.push(skip('field-wrong', where, ownField(fields, field ?? ''), { field: field ?? '' }))
  const captions = said?.success ? said.output : texts
  if (!image) {
    const nothing = captions.length === 0 && fields === null
    return nothing ? skipped : [...skipped, skip('text-without-image', where, captions[0] ?? key)]
  }
  const given = v.safeParse(FileName, ownField(fields, 'file_name'))
  const read = [...(field === undefined ? [] : [field]), ...(given.success ? ['file_name'] : [])]
  return [
    ...skipped,
    {
      type: 'image',
      name: nameInside(given.success ? given.output : image.name, image.content, key),
      captions: captions.map((text) => ({ text, extra: null })),
      extra: withoutRepeats(fields && extraOf(fields, read), captions),
      key: null,
      where,
      ...(split && { split }),
      content: image.content
    }
  ]
}

const FileName = v.pipe(v.string(), v.regex(IMAGE_NAME))

const ownField = (fields: Extra | null, name: string): unknown =>
  fields && Object.hasOwn(fields, name) ? fields[name] : undefined

/**
 * The field with the captions: where texts stand beside it one that says the same, since it keeps
 * the line breaks in a caption.
 */
const captionField = ({ fields, texts }: Sample): string | undefined =>
  CAPTIONS.filter((name) => ownField(fields, name) !== undefined).find((name) => {
    if (texts.length === 0) return true
    const said = v.safeParse(OneOrMore, ownField(fields, name))
    return said.success && words(said.output) === words(texts)
  })

const words = (texts: readonly string[]): string => texts.join(' ').trim().split(/\s+/u).join(' ')
