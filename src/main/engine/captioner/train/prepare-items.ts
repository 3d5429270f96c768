import type { RunConfig } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { retrievalOf } from '../../../../shared/model-specs/retrieval'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { RetrievedPrompts, type PromptQuery } from '../memory/retrieved-prompts'
import { conditionItems } from './embedding-conditioning'
import type { EmbeddedItem } from './run-inputs'

/**
 * The items of a run as it trains on them: with their prompts, which embeddings are asked for as the
 * encoder gives them, and then with the embeddings that the settings want.
 *
 * @param gpt Its tokenizer, and the rows of its token table.
 * @param beforeBatch Called before each batch of prompts; may throw to give up.
 */
export async function prepareItems(
  items: readonly EmbeddedItem[],
  config: RunConfig,
  gpt: { tokenizer: GptTokenizer; rows: number },
  beforeBatch: () => Promise<void>
): Promise<EmbeddedItem[]> {
  return conditionItems(await withPrompts(items, config, gpt, beforeBatch), config)
}

/**
 * Sentence pairs are prompted as images are, so that a prompt does not tell the tasks apart: the
 * encoder puts their sentences in the space of the images. Throws `train.no-captions-to-retrieve`.
 */
async function withPrompts(
  items: readonly EmbeddedItem[],
  config: RunConfig,
  gpt: { tokenizer: GptTokenizer; rows: number },
  beforeBatch: () => Promise<void>
): Promise<readonly EmbeddedItem[]> {
  const retrieval = retrievalOf(config)
  if (!retrieval) return items
  const memory = items.filter(({ split }) => split === 'train')
  const prompts = await RetrievedPrompts.of(memory, gpt, retrieval)
  if (!prompts) throw new AppError('train.no-captions-to-retrieve')
  try {
    // The captions of an image share its prompt.
    const keys = items.map(keyOf)
    const queries = new Map<string, PromptQuery>(
      items.map((item, at) => [keys[at] ?? '', queryOf(item)])
    )
    const found = await prompts.of([...queries.values()], beforeBatch)
    const byKey = new Map([...queries.keys()].map((key, at) => [key, found[at]]))
    return items.map((item, at) => {
      const prompt = byKey.get(keys[at] ?? '')
      return prompt ? { ...item, prompt } : item
    })
  } finally {
    await prompts.close()
  }
}

const keyOf = (item: EmbeddedItem): string =>
  item.kind === 'caption' ? `image ${item.imageId}` : `pair ${item.pairId}`

const queryOf = ({ kind, embedding, text }: EmbeddedItem): PromptQuery =>
  kind === 'pair' ? { embedding, text } : { embedding }
