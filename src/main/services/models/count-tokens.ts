import * as v from 'valibot'
import { RunConfig } from '../../../shared/domain'
import { modelOfKind } from './models'
import type { Workbench } from '../workbench/workbench'

/** Tokens of a caption that a run trains on unless it is told otherwise; the end of text is one. */
const usual = v.getDefaults(RunConfig).maxCaptionTokens

/**
 * How many tokens a GPT-2 makes of texts, and how many at most it learns from one caption. Throws
 * what is wrong with the model's files.
 */
export async function countTokens(
  { library, engine }: Pick<Workbench, 'library' | 'engine'>,
  { modelId, texts }: { modelId: number; texts: string[] }
): Promise<{ counts: number[]; limit: number }> {
  const model = modelOfKind(library, modelId, 'gpt2')
  const { counts } = await engine.run('countTokens', { gpt: model.path, texts })
  const positions = model.details.kind === 'gpt2' ? model.details.positions : usual
  return { counts, limit: Math.min(usual, positions) - 1 }
}
