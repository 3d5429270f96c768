import {
  settleApartCaptions,
  stageApartCaption,
  stageImage,
  type Staging
} from '../../store/import-staging'
import { stagePair } from '../../store/staged-pairs'
import { cleanSentence } from './clean-pair'
import {
  skip,
  type Extra,
  type ImageEvent,
  type ImportEvent,
  type PairEvent
} from './formats/events'
import type { HoldOut } from './hold-out'
import type { Turns } from '../files/turns'
import type { OpenInput } from './open-input'
import { pairKey } from './pair-key'
import type { Tally } from './tally'
import { tidyCaption } from './tidy-caption'

export interface StageTarget {
  staging: Staging
  tally: Tally
  heldOut: HoldOut
  turns: Turns
  /** Told of the records read so far, and of how many the file seems to have. */
  onProgress(done: number, total: number | null): void
}

/** Reads all of the input into the staging area; gives what the file says of itself as a whole. */
export async function stageInput(input: OpenInput, target: StageTarget): Promise<Extra> {
  const { staging, tally, turns, onProgress } = target
  const aboutFile: Extra = {}
  let read = 0
  for await (const batch of input.events) {
    for (const event of batch) {
      stageEvent(event, target, aboutFile)
      if (turns.over) await turns.next()
    }
    read += batch.length
    onProgress(read, estimate(input, read))
  }
  await settleApart(staging, tally, turns)
  return aboutFile
}

/** Records of the whole file, from the share of its bytes that is read. */
function estimate({ sources }: OpenInput, read: number): number | null {
  const done = sources.reduce((sum, { bytesRead }) => sum + bytesRead, 0)
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  return done > 0 && done <= total ? Math.round((read * total) / done) : null
}

function stageEvent(event: ImportEvent, target: StageTarget, aboutFile: Extra): void {
  const { staging, tally } = target
  switch (event.type) {
    case 'image':
      stageImageRecord(event, target)
      break
    case 'caption': {
      const text = tidyCaption(event.text)
      const { key, where: place, record } = event
      if (text === '') tally.skip(skip('caption-empty', place, record))
      else {
        const extra = tally.keep(event.extra)
        const caption = { key, place, text, extra }
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
    case 'columns':
      if (event.others.length > 0) aboutFile['columns'] = event.others
      break
  }
}

function stageImageRecord(event: ImageEvent, { staging, tally }: StageTarget): void {
  const { name, where: place, key } = event
  const captions = event.captions
    .map(({ text, extra }) => ({ text: tidyCaption(text), extra }))
    .filter(({ text }) => text !== '')
  if (event.captions.length > 0 && captions.length === 0) {
    tally.skip(skip('caption-empty', place, name))
  }
  const image = { name, place, key, extra: tally.keep(event.extra) }
  const staged = stageImage(
    staging,
    image,
    captions.map(({ text, extra }) => ({ text, extra: tally.keep(extra) }))
  )
  if (!staged) tally.skip(skip('id-duplicate', place, name))
  else if (staged.joined) {
    tally.joined += 1
    tally.leave(staged.differing)
  }
}

function stagePairRecord(event: PairEvent, { staging, tally, heldOut }: StageTarget): void {
  const english = tidyCaption(cleanSentence(event.english))
  const vietnamese = tidyCaption(cleanSentence(event.vietnamese))
  if (english === '' || vietnamese === '') {
    tally.skip(skip('pair-side-empty', event.where, english + vietnamese))
    return
  }
  const key = pairKey(english, vietnamese)
  heldOut.enter(key)
  stagePair(staging, { english, vietnamese, key, extra: tally.keep(event.extra) })
}

/** Captions that are given to their pictures together: a few milliseconds of work. */
const PAGE = 50

async function settleApart(staging: Staging, tally: Tally, turns: Turns): Promise<void> {
  let after: number | null = 0
  while (after !== null) {
    const { last, orphans } = settleApartCaptions(staging, after, PAGE)
    for (const { place, record } of orphans) tally.skip(skip('annotation-orphan', place, record))
    after = last
    if (turns.over) await turns.next()
  }
}
