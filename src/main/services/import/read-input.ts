import type { SkippedRecord } from '../../../shared/domain'
import { skip, type ImageEvent, type PairEvent } from './formats/events'
import type { KnownFormat } from './formats'
import type { InputChoice } from './input'
import { openInput } from './open-input'

/** An image with all captions of its record. */
export interface ImageRecord {
  image: string
  captions: string[]
  where: string
}

/** All that a caption or pair file holds, for those that need it at once. */
export interface ReadInput {
  kind: 'images' | 'pairs' | 'embeddings'
  format: KnownFormat
  records: ImageRecord[]
  pairs: Pick<PairEvent, 'english' | 'vietnamese' | 'where'>[]
  skipped: SkippedRecord[]
}

/** Reads a file into memory. Throws as {@link openInput} and its readers do. */
export async function readInput(choice: InputChoice): Promise<ReadInput> {
  const { kind, format, events } = await openInput(choice)
  const input: ReadInput = { kind, format, records: [], pairs: [], skipped: [] }
  const byKey = new Map<string, ImageRecord>()
  const apart: { key: string; text: string; where: string; record: unknown }[] = []
  const addSkip = ({ reason, where, what }: SkippedRecord) =>
    input.skipped.push({ reason, where, what })
  const addImage = ({ name, captions, key, where }: ImageEvent): void => {
    if (key !== null && byKey.has(key)) {
      addSkip(skip('id-duplicate', where, name))
      return
    }
    const record = { image: name, captions: captions.map(({ text }) => text), where }
    input.records.push(record)
    if (key !== null) byKey.set(key, record)
  }
  const addPair = (pair: PairEvent): void => {
    const { english, vietnamese, where } = pair
    if (english.trim() !== '' && vietnamese.trim() !== '') input.pairs.push(pair)
    else addSkip(skip('pair-side-empty', where, (english + vietnamese).trim()))
  }
  for await (const batch of events) {
    for (const event of batch) {
      if (event.type === 'image') addImage(event)
      else if (event.type === 'caption') apart.push(event)
      else if (event.type === 'pair') addPair(event)
      else if (event.type === 'skip') addSkip(event)
    }
  }
  for (const { key, text, where, record } of apart) {
    const image = byKey.get(key)
    if (image) image.captions.push(text)
    else addSkip(skip('annotation-orphan', where, record))
  }
  return input
}
