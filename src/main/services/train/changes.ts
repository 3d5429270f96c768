import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataChanges } from '../../../shared/domain'
import { runFiles, type FrozenConfig, type TrainingItem } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/library'
import { getRun } from '../../store/runs'
import { captionParts, pairParts } from './data-parts'
import { runDir } from './freeze'

type Kind = TrainingItem['kind']
type Texts = Map<number, string>

/**
 * What of the training and validation data differs now from what a run was frozen with. Throws
 * `run.not-frozen` for a run that has not begun.
 */
export async function runChanges(library: Library, runId: string): Promise<DataChanges> {
  const { id, config } = getRun(library.read, runId)
  const dir = runDir(library, id)
  const frozen = await readFrozen(dir, runId)
  if (frozen.dataVersion === (await library.reader.ask('dataVersion'))) {
    return { same: true, captions: none, pairs: none }
  }
  const then = await frozenTexts(dir)
  const captions: Texts = new Map()
  for (const { args } of captionParts(config)) {
    for await (const rows of library.reader.rows('trainingCaptions', ...args)) {
      for (const { captionId, text } of rows) captions.set(captionId, text)
    }
  }
  const pairs: Texts = new Map()
  for (const { args } of pairParts(config)) {
    for await (const rows of library.reader.rows('trainingPairs', ...args)) {
      for (const { pairId, vietnamese } of rows) pairs.set(pairId, vietnamese)
    }
  }
  const counts = {
    captions: compare(then.caption, captions),
    pairs: compare(then.pair, pairs)
  }
  const changed = [counts.captions, counts.pairs].some(
    ({ added, removed, edited }) => added + removed + edited > 0
  )
  return { same: !changed, ...counts }
}

const none = { added: 0, removed: 0, edited: 0 }

function compare(then: Texts, now: Texts): typeof none {
  const result = { ...none }
  for (const [id, text] of now) {
    if (!then.has(id)) result.added++
    else if (then.get(id) !== text) result.edited++
  }
  for (const id of then.keys()) if (!now.has(id)) result.removed++
  return result
}

async function readFrozen(dir: string, runId: string): Promise<FrozenConfig> {
  const text = await readFile(join(dir, runFiles.config), 'utf8').catch(() => null)
  if (text === null) throw new AppError('run.not-frozen', { run: runId })
  return JSON.parse(text) as FrozenConfig
}

/** Texts that the run was frozen with, by the id of their caption or pair. */
async function frozenTexts(dir: string): Promise<Record<Kind, Texts>> {
  const texts: Record<Kind, Texts> = { caption: new Map(), pair: new Map() }
  let rest = ''
  // Not by readline, which breaks lines at U+2028 too; in pieces, so that the process answers.
  for await (const piece of createReadStream(join(dir, runFiles.items), 'utf8')) {
    const lines = (rest + String(piece)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const item = JSON.parse(line) as TrainingItem
      texts[item.kind].set(item.kind === 'caption' ? item.captionId : item.pairId, item.text)
    }
  }
  return texts
}
