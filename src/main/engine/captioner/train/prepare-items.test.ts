import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeRunFolder } from '../../../../../test/fixtures/run-folder'
import { AppError } from '../../../../shared/errors'
import { DecodeOptions } from '../../../../shared/domain'
import { runFiles } from '../../../../shared/engine-protocol'
import { exportCaptioner } from '../../server/tasks/export-captioner'
import { openPrompts } from '../memory/open-prompts'
import { openCaptioner } from '../open-captioner'
import { readBaseModel } from './base-model'
import { checkpointPath } from './checkpoint'
import { prepareItems } from './prepare-items'
import { readRunInputs } from './run-inputs'
import { Trainer } from './trainer'

const beforeBatch = () => Promise.resolve()
let runDir = ''
const source = () => ({ path: join(runDir, checkpointPath(1)) })
beforeAll(async () => {
  runDir = await makeRunFolder({
    ...{ retrievedCaptions: 2, retrievedTokens: 20, retrievedMaxSimilarity: 1 },
    ...{ normalizeEmbeddings: true, meanShift: true, maxSteps: 1 }
  })
  const trainer = await Trainer.open({ runDir, device: 'cpu', emit: () => undefined, beforeBatch })
  await trainer.run()
  await trainer.close()
}, 60_000)
afterAll(() => rm(runDir, { recursive: true }))

it('prompts an image in training as in captioning, whatever becomes of embeddings', async () => {
  const { frozen, items } = await readRunInputs(runDir)
  const { tokenizer, shape } = await readBaseModel(runDir, frozen)
  const gpt = { tokenizer, rows: shape.gpt.vocabularySize }
  const prepared = await prepareItems(items, frozen.config, gpt, beforeBatch)

  const captioner = await openCaptioner(source())
  expect(captioner.shape.promptLength).toBe(20)
  const prompts = await openPrompts(source(), captioner, 'run')
  const images = items.flatMap((item, at) => (item.kind === 'caption' ? [{ item, at }] : []))
  const found = await prompts?.of(images.map(({ item: { embedding } }) => ({ embedding })))
  await prompts?.close()
  expect(images).toHaveLength(4)
  expect(found).toEqual(images.map(({ at }) => prepared[at]?.prompt))

  const texts = found?.map((prompt) => tokenizer.decode(prompt)) ?? []
  images.forEach(({ item }, at) => expect(texts[at]).not.toContain(item.text))
  // Of three training images each sees the two others.
  expect(new Set(texts.slice(0, 3)).size).toBe(3)
  // Sentences have prompts too, none of which gives the answer.
  for (const { kind, prompt, text } of prepared) {
    expect(prompt).toHaveLength(20)
    if (kind === 'pair') expect(tokenizer.decode(prompt ?? [])).not.toContain(text)
  }
})

it('says that a captioner without its memory has nothing to retrieve', async () => {
  const captioner = await openCaptioner(source())
  const alone = { ...captioner, memory: null }
  await expect(openPrompts({ path: 'elsewhere' }, alone, 'elsewhere')).rejects.toThrow(
    new AppError('decode.no-captions', { name: 'elsewhere' })
  )
})

it('goes with an export of a kind that can say so', async () => {
  const context = { yieldNow: () => Promise.resolve(), emit: () => undefined }
  const clip = { name: 'clip', weightsHash: '' }
  const input = { captioner: source(), clip, keys: 'recipe' } as const
  const file = join(runDir, 'out.safetensors')
  await exportCaptioner({ ...input, format: 'safetensors', file }, context)
  const opened = await openCaptioner({ path: file, gpt: join(runDir, runFiles.gpt) })
  expect(opened).toMatchObject({
    shape: { promptLength: 20 },
    retrieval: { retrievedCaptions: 2, retrievedTokens: 20, retrievedMaxSimilarity: 1 }
  })
  const refused = exportCaptioner({ ...input, format: 'clipcap-pt', file }, context)
  await expect(refused).rejects.toMatchObject({ code: 'model.retrieves' })
  const decode = v.parse(DecodeOptions, {})
  const onnx = { clip: '', orientation: 'upright', weights: 'float32', decode } as const
  const also = exportCaptioner({ ...input, format: 'onnx', file, onnx }, context)
  await expect(also).rejects.toMatchObject({ code: 'model.retrieves', params: { format: 'onnx' } })
})
