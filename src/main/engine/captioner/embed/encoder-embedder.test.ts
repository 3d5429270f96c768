import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import reference from '../../../../../test/fixtures/torch/clip-gelu.json'
import { loadClipTokenizer } from '../../formats/tokenizers/clip-tokenizer'
import { readEncoderFolder, type EncoderFolder } from '../../formats/hugging-face/hf-folder'
import { openSafetensors } from '../../formats/safetensors/safetensors'
import { openImageEmbedder, openSentenceEmbedder } from './encoder-embedder'

const dir = oraclePath('clip')

/** The oracle's CLIP with the exact GELU instead of the quick one. */
async function withGelu(): Promise<EncoderFolder> {
  const folder = await readEncoderFolder(dir)
  if (folder.config.family === 'siglip') throw new Error('the oracle is a CLIP')
  const { text, vision } = folder.config
  const activation = 'gelu'
  const config = {
    ...folder.config,
    text: { ...text, activation },
    vision: { ...vision, activation }
  } as const
  return { ...folder, config }
}
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4))

it('sentences of a CLIP with gelu have the embeddings of PyTorch', async () => {
  const tokenizer = await loadClipTokenizer(dir, 32)
  const embedder = await openSentenceEmbedder(await withGelu(), 'cpu')
  for (const { text, embedding } of reference.sentences) {
    const found = await embedder.embed([tokenizer.encode(text).ids])
    expect([...found]).toEqual(near(embedding))
  }
  await embedder.close()
})

it('images of a CLIP with gelu have the embeddings of PyTorch', async () => {
  const file = await openSafetensors(oraclePath('clip', 'pixel_values.safetensors'))
  const embedder = await openImageEmbedder(await withGelu(), 'cpu')
  for (const [name, embedding] of Object.entries(reference.pictures)) {
    expect([...(await embedder.embed([await file.readFloat32(name)]))]).toEqual(near(embedding))
  }
  await embedder.close()
})
