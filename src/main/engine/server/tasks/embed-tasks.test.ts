import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath, readOracle } from '../../../../../test/fixtures/oracle'
import type { EmbeddingRows, EngineTask, EngineTasks } from '../../../../shared/engine-protocol'
import {
  openSafetensors,
  writeSafetensors,
  type TensorToWrite
} from '../../formats/safetensors/safetensors'
import { embedImages } from './embed-images'
import { embedSentences } from './embed-sentences'
import type { TaskFunction } from './task'
import { TaskControl } from './task-control'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'viecap-embed-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function run<T extends EngineTask>(
  task: TaskFunction<T>,
  input: EngineTasks[T]['input'],
  control = new TaskControl()
) {
  const events: EngineTasks[T]['event'][] = []
  const output = await task(input, {
    yieldNow: control.yieldNow,
    emit: (event) => events.push(event)
  })
  return { events, output }
}

/** Embeddings by id. */
function byId(events: (EmbeddingRows | { type: 'failed' })[]): Map<number, number[]> {
  const rows = events.flatMap((event) => (event.type === 'rows' ? [event] : []))
  return new Map(
    rows.flatMap(({ ids, values, dim }) =>
      ids.map((id, row) => [id, [...values.subarray(row * dim, (row + 1) * dim)]] as const)
    )
  )
}

const near = (values: readonly number[] | undefined) =>
  values?.map((value) => expect.closeTo(value, 3))

describe('embedImages', () => {
  const { images } = readOracle<{
    images: { file: string; embeds: { openai: { image_embeds: number[] } } }[]
  }>('clip', 'image_cases.json')
  const noise = images.find(({ file }) => file.endsWith('noise_rgb.png'))
  const path = oraclePath('clip', noise?.file ?? '')

  it('embeds several batches, with unreadable images among them', async () => {
    const text = join(dir, 'text.jpg')
    await writeFile(text, 'no image')
    const images = Array.from({ length: 35 }, (_, id) => ({
      id: id + 100,
      path: id === 3 ? text : id === 20 ? join(dir, 'none.png') : path
    }))
    const input = {
      clip: oraclePath('clip'),
      orientation: 'upright' as const,
      device: 'auto' as const,
      images
    }
    const { events, output } = await run(embedImages, input)
    expect(output).toEqual({ device: 'cpu', embedded: 33, failed: 2 })
    expect(events.filter((event) => event.type === 'failed')).toMatchObject([
      { id: 103, error: { code: 'image.unreadable', params: { path: text } } },
      { id: 120, error: { code: 'image.unreadable' } }
    ])
    const rows = byId(events)
    expect(rows.size).toBe(33)
    expect(rows.get(100)).toEqual(near(noise?.embeds.openai.image_embeds))
    expect(rows.get(134)).toEqual(near(noise?.embeds.openai.image_embeds))
  })

  it('stops when it is cancelled', async () => {
    const control = new TaskControl()
    const images = Array.from({ length: 40 }, (_, id) => ({ id, path }))
    const batches: number[] = []
    const work = embedImages(
      { clip: oraclePath('clip'), orientation: 'upright', device: 'cpu', images },
      {
        yieldNow: control.yieldNow,
        emit: (event) => {
          if (event.type === 'rows') batches.push(event.ids.length)
          control.cancel()
        }
      }
    )
    await expect(work).rejects.toMatchObject({ code: 'engine.cancelled' })
    expect(batches).toEqual([16])
  })

  it('is done at once with no images', async () => {
    const input = {
      clip: oraclePath('clip'),
      orientation: 'upright' as const,
      device: 'cpu' as const,
      images: []
    }
    const { output } = await run(embedImages, input)
    expect(output).toEqual({ device: 'cpu', embedded: 0, failed: 0 })
  })

  it('needs a whole model folder', async () => {
    const clip = join(dir, 'empty-model')
    await mkdir(clip)
    for (const file of ['config.json', 'model.safetensors']) {
      await cp(oraclePath('clip', file), join(clip, file))
    }
    const work = run(embedImages, { clip, orientation: 'upright', device: 'cpu', images: [] })
    await expect(work).rejects.toMatchObject({
      code: 'model.file-missing',
      params: { path: clip, file: 'preprocessor_config.json' }
    })
  })
})

it('refuses vectors that are not finite, of images and of sentences', async () => {
  const clip = join(dir, 'not-finite')
  await cp(oraclePath('clip'), clip, { recursive: true })
  const path = join(clip, 'model.safetensors')
  const file = await openSafetensors(path)
  const tensors = new Map<string, TensorToWrite>()
  for (const [name, { shape }] of file.tensors) {
    const data = await file.readFloat32(name)
    if (name.endsWith('_projection.weight')) data[0] = NaN
    tensors.set(name, { shape, data })
  }
  await writeSafetensors(path, tensors)
  const image = oraclePath('clip', 'images', 'noise_rgb.png')
  const images = await run(embedImages, {
    ...{ clip, orientation: 'upright', device: 'cpu' },
    images: [{ id: 7, path: image }]
  })
  const sentences = await run(embedSentences, {
    ...{ clip, device: 'cpu' },
    sentences: [{ id: 8, text: 'a dog' }]
  })
  for (const [id, { events, output }] of [
    [7, images],
    [8, sentences]
  ] as const) {
    expect(output).toMatchObject({ embedded: 0, failed: 1 })
    const error = { code: 'embedding.not-finite', params: { path: clip } }
    expect(events).toMatchObject([{ type: 'failed', id, error }])
  }
})

describe('embedSentences', () => {
  const { cases, context_length: limit } = readOracle<{
    context_length: number
    cases: { text: string; text_embeds: number[]; n_ids_untruncated: number }[]
  }>('clip', 'text_cases.json')

  it('embeds what fits and names what does not', async () => {
    const sentences = cases.map(({ text }, id) => ({ id, text }))
    const input = { clip: oraclePath('clip'), device: 'cpu' as const, sentences }
    const { events, output } = await run(embedSentences, input)
    const long = cases.flatMap(({ n_ids_untruncated: tokens }, id) =>
      tokens > limit
        ? [{ id, error: { code: 'sentence.too-long', params: { tokens, limit } } }]
        : []
    )
    expect(long).not.toHaveLength(0)
    expect(events.filter((event) => event.type === 'failed')).toMatchObject(long)
    expect(output).toMatchObject({ embedded: cases.length - long.length, failed: long.length })
    const rows = byId(events)
    cases.forEach(({ text_embeds, n_ids_untruncated }, id) => {
      if (n_ids_untruncated <= limit) expect(rows.get(id)).toEqual(near(text_embeds))
    })
  })

  it('keeps the model open where more texts may come, until its files change', async () => {
    const clip = join(dir, 'kept')
    await cp(oraclePath('clip'), clip, { recursive: true })
    const embed = async (keepOpen: boolean) => {
      const sentences = [{ id: 0, text: 'a dog' }]
      const { events } = await run(embedSentences, { clip, device: 'cpu', sentences, keepOpen })
      return byId(events).get(0)
    }
    const first = await embed(true)
    expect(await embed(true)).toEqual(first)
    const weights = join(clip, 'model.safetensors')
    await rm(weights)
    await expect(embed(true)).rejects.toMatchObject({ params: { path: clip } })
    await cp(oraclePath('clip', 'model.safetensors'), weights)
    expect(await embed(false)).toEqual(first)
  })

  it('leaves out what needs a row that the token table has not', async () => {
    const clip = join(dir, 'more-tokens')
    await cp(oraclePath('clip'), clip, { recursive: true })
    const path = join(clip, 'tokenizer.json')
    const json = JSON.parse(await readFile(path, 'utf8')) as { added_tokens: object[] }
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false }
    json.added_tokens.push({ id: 900, content: '[more]', special: true, ...flags })
    await writeFile(path, JSON.stringify(json))
    const sentences = ['a dog', 'a [more] dog'].map((text, id) => ({ id, text }))
    const { events, output } = await run(embedSentences, { clip, device: 'cpu', sentences })
    expect(output).toMatchObject({ embedded: 1, failed: 1 })
    expect(events.find((event) => event.type === 'failed')).toMatchObject({
      id: 1,
      error: { code: 'sentence.no-row', params: { token: 900, rows: 872 } }
    })
    expect([...byId(events).keys()]).toEqual([0])
  })
})
