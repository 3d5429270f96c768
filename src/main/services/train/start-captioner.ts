import type { Model, RunConfig } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { startSettings } from '../../../shared/start-settings'
import type { Library } from '../../store/core/library'
import { modelOfKind } from '../models/models'

/** The captioner that a run starts from; null where it begins with a fresh mapping network. */
export const findStart = (
  library: Pick<Library, 'read'>,
  { startModelId }: RunConfig
): Model | null =>
  typeof startModelId === 'number' ? modelOfKind(library, startModelId, 'captioner') : null

/**
 * Throws `train.start-mismatch` where the captioner that a run starts from has other sizes than the
 * run's settings and models.
 */
export function checkStart(
  library: Pick<Library, 'read'>,
  config: RunConfig,
  { clip, gpt }: Record<'clip' | 'gpt', Model>
): void {
  const start = findStart(library, config)
  if (start?.details.kind !== 'captioner') return
  const { details, name } = start
  const sizes: (readonly [setting: string, found: unknown, wanted: unknown])[] = [
    ...Object.entries(startSettings(details)).map(
      ([setting, found]) => [setting, found, config[setting as keyof RunConfig]] as const
    ),
    ['embeddingSize', details.embeddingSize, field(clip, 'embeddingSize')],
    ['layers', details.layers, field(gpt, 'layers')],
    ['width', details.width, field(gpt, 'width')],
    ['vocabularySize', details.vocabularySize, field(gpt, 'vocabularySize')]
  ]
  for (const [setting, found, wanted] of sizes) {
    // The table of a captioner may have a row more for the end of text; the engine looks closer.
    const longer = setting === 'vocabularySize' && Number(found) > Number(wanted)
    if (found === wanted || (longer && details.endOfText)) continue
    throw new AppError('train.start-mismatch', {
      name,
      setting,
      found: String(found),
      wanted: String(wanted)
    })
  }
}

const field = ({ details }: Model, name: string): unknown =>
  Object.entries(details).find(([key]) => key === name)?.[1]
