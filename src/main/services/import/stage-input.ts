import { basename, join, parse } from 'node:path/posix'
import {
  settleApartCaptions,
  stageApartCaption,
  stagedSource,
  stageImage,
  type Staging
} from '../../store/imports/import-staging'
import { stagePair } from '../../store/imports/staged-pairs'
import { cleanSentence } from './clean-pair'
import {
  skip,
  type Extra,
  type ImageEvent,
  type ImportEvent,
  type PairEvent
} from './formats/events'
import type { HoldOut } from './hold-out'
import type { KeptImages } from './kept-images'
import type { Yielder } from '../../base/yielder'
import type { OpenInput } from './input'
import { pairKey } from './pair-key'
import type { Tally } from './tally'
import { isBroken, tidyCaption } from './tidy-caption'

export interface StageTarget {
  staging: Staging
  tally: Tally
  heldOut: HoldOut
  yielder: Yielder
  /** Takes the files of images that come inside the input. */
  kept: KeptImages
  /** Told of the records read so far, and of how many the file seems to have. */
  onProgress(done: number, total: number | null): void
}

/** Reads all of the input into the staging area; gives what the file says of itself as a whole. */
export async function stageInput(input: OpenInput, target: StageTarget): Promise<Extra> {
  const { staging, tally, yielder, onProgress } = target
  const aboutFile: Extra = {}
  let read = 0
  for await (const batch of input.events) {
    for (const event of batch) {
      const content = event.type === 'image' ? event.content : undefined
      const source = content ? await target.kept.keep(content) : null
      stageEvent(event, target, aboutFile, source)
      if (yielder.due) await yielder.yieldNow()
    }
    read += batch.length
    onProgress(read, estimate(input, read))
  }
  await settleApart(staging, tally, yielder)
  return aboutFile
}

/** Records of the whole file, from the share of its bytes that is read. */
function estimate({ sources }: OpenInput, read: number): number | null {
  const done = sources.reduce((sum, { bytesRead }) => sum + bytesRead, 0)
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  return done > 0 && done <= total ? Math.round((read * total) / done) : null
}

function stageEvent(
  event: ImportEvent,
  target: StageTarget,
  aboutFile: Extra,
  source: string | null
): void {
  const { staging, tally } = target
  switch (event.type) {
    case 'image':
      stageImageRecord(event, target, source)
      break
    case 'caption': {
      const text = tidyCaption(event.text)
      const { key, where: place, line, record } = event
      const at = line === undefined ? {} : { line }
      if (text === '') tally.skip(skip('caption-empty', place, record, at))
      else if (isBroken(text)) tally.skip(skip('text-broken', place, text, at))
      else {
        const extra = tally.keep(event.extra)
        const caption = { key, place, text, extra, marks: tally.keepMarks(event.marks) }
        stageApartCaption(staging, caption, () => skip('annotation-orphan', place, record).what)
      }
      break
    }
    case 'pair':
      stagePairRecord(event, target)
      break
    case 'skip':
      tally.skip(event)
      break
    case 'file':
      tally.keep(event.extra)
      Object.assign(aboutFile, event.extra)
      break
    case 'taken':
      tally.taken = { ...tally.taken, ...event.taken }
      break
    case 'columns':
      if (event.others.length > 0) aboutFile['columns'] = event.others
      break
  }
}

function stageImageRecord(
  event: ImageEvent,
  { staging, tally }: StageTarget,
  source: string | null
): void {
  const { where: place, line, key } = event
  const name = source === null ? event.name : ownName(staging, event.name, source)
  const at = line === undefined ? {} : { line }
  const said = event.captions
    .map((caption) => ({ ...caption, text: tidyCaption(caption.text) }))
    .filter(({ text }) => text !== '')
  const captions = said.filter(({ text }) => !isBroken(text))
  if (event.captions.length > 0 && said.length === 0) {
    tally.skip(skip('caption-empty', place, name, at))
  }
  for (const { text } of said) {
    if (isBroken(text)) tally.skip(skip('text-broken', place, text, at))
  }
  // Nothing is kept of an image whose record is refused as a whole.
  if (said.length > 0 && captions.length === 0) return
  const split = event.split ?? null
  const image = { name, place, key, source, split, extra: tally.keep(event.extra) }
  const staged = stageImage(
    staging,
    image,
    captions.map((caption) => ({
      text: caption.text,
      extra: tally.keep(caption.extra),
      marks: tally.keepMarks(caption.marks)
    }))
  )
  if (!staged) tally.skip(skip('id-duplicate', place, name, at))
  else if (staged.joined) {
    tally.joined += 1
    tally.leave(staged.differing)
  }
}

/**
 * The name of an image that came inside the input: its own, or where another image of the input has
 * that, the same with a part of its content's hash.
 */
function ownName(staging: Staging, name: string, source: string): string {
  const taken = stagedSource(staging, name)
  if (taken === undefined || taken === source) return name
  const { dir, name: stem, ext } = parse(name)
  return join(dir, `${stem}-${basename(source).slice(0, 12)}${ext}`)
}

function stagePairRecord(event: PairEvent, { staging, tally, heldOut }: StageTarget): void {
  const english = tidyCaption(cleanSentence(event.english))
  const vietnamese = tidyCaption(cleanSentence(event.vietnamese))
  if (english === '' || vietnamese === '') {
    tally.skip(skip('pair-side-empty', event.where, english + vietnamese))
    return
  }
  if (isBroken(english) || isBroken(vietnamese)) {
    tally.skip(skip('text-broken', event.where, english + vietnamese))
    return
  }
  const key = pairKey(english, vietnamese)
  heldOut.enter(key)
  stagePair(staging, { english, vietnamese, key, extra: tally.keep(event.extra) })
}

/** Captions that are given to their images together: a few milliseconds of work. */
const PAGE = 50

async function settleApart(staging: Staging, tally: Tally, yielder: Yielder): Promise<void> {
  let after: number | null = 0
  while (after !== null) {
    const { last, orphans } = settleApartCaptions(staging, after, PAGE)
    for (const { place, record } of orphans) tally.skip(skip('annotation-orphan', place, record))
    after = last
    if (yielder.due) await yielder.yieldNow()
  }
}
