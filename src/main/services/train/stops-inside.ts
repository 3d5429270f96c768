import { RECIPE_STOP } from '../../../shared/decode-settings'
import type { RunConfig } from '../../../shared/domain'
import type { Workbench } from '../workbench/workbench'
import { captionParts } from './data-parts'
import { runModels } from './plan'

/** Training captions that hold the stop token before their end. */
export interface StopsInside {
  captions: number
  /** Whether there may be more: no more were looked into. */
  atLeast: boolean
  /** One of them. */
  example: string
}

/** Texts tokenised together, and at most: a form that is being filled in asks again and again. */
const TOGETHER = 1000
const MAX_CANDIDATES = 50_000

/**
 * Captions that a run would train on and that its captioner could not write to their end, since it
 * stops at the recipe's stop token; null where there are none, or where it learns to stop at
 * end-of-text.
 */
export async function findStopsInside(
  { library, engine }: Pick<Workbench, 'library' | 'engine'>,
  config: RunConfig
): Promise<StopsInside | null> {
  const [train] = captionParts(config).filter(({ split }) => split === 'train')
  if (config.endOfText || config.captionRepeat === 0 || !train) return null
  const { gpt } = runModels(library, config)
  const found = { captions: 0, atLeast: false, example: '' }
  const look = async (texts: string[]): Promise<void> => {
    const input = { gpt: gpt.path, stopText: RECIPE_STOP, texts }
    const { inside } = await engine.run('findStops', input)
    found.captions += inside.length
    found.example ||= texts[inside[0] ?? -1] ?? ''
  }
  let waiting: string[] = []
  let looked = 0
  for await (const rows of library.reader.rows('trainingCaptions', ...train.args)) {
    waiting.push(...rows.map(({ text }) => text).filter(holdsStop))
    if (waiting.length < TOGETHER) continue
    looked += waiting.length
    await look(waiting)
    waiting = []
    if (looked < MAX_CANDIDATES) continue
    found.atLeast = true
    break
  }
  if (waiting.length > 0) await look(waiting)
  return found.captions > 0 ? found : null
}

/** Whether the stop text precedes the end at all: few captions have to be tokenised. */
function holdsStop(text: string): boolean {
  const at = text.indexOf(RECIPE_STOP)
  return at >= 0 && at < text.trimEnd().length - RECIPE_STOP.length
}
