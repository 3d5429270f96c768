import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { PretrainClipInput } from './settings'
import {
  openImageEmbedder,
  openSentenceEmbedder
} from '../../src/main/engine/captioner/embed/encoder-embedder'
import { checkModel } from '../../src/main/engine/server/tasks/check-model'
import { TaskControl } from '../../src/main/engine/server/tasks/task-control'
import { loadClipTokenizer } from '../../src/main/engine/formats/tokenizers/clip-tokenizer'
import { loadGptTokenizer } from '../../src/main/engine/formats/tokenizers/gpt2-tokenizer'
import { readEncoderFolder } from '../../src/main/engine/formats/hugging-face/hf-folder'
import { trainClip } from './train-clip'
import { trainGpt } from './train-gpt'

const dir = mkdtempSync(join(tmpdir(), 'viecap-pretrain-'))
afterAll(() => rmSync(dir, { recursive: true }))
const yieldNow = () => Promise.resolve()
const check = (path: string) =>
  checkModel({ path }, { yieldNow: new TaskControl().yieldNow, emit: () => undefined })

describe('trainGpt', () => {
  it('learns a text and writes a folder that is read as any other', async () => {
    const text = join(dir, 'text.txt')
    const lines = ['Bác sĩ khám bệnh.', 'Y tá đang tiêm thuốc.', 'Em bé nằm ngủ.']
    writeFileSync(text, Array.from({ length: 60 }, (_, line) => `${lines[line % 3]}\n`).join(''))
    const losses: number[] = []
    const out = join(dir, 'gpt2')
    const { loss } = await trainGpt(
      {
        text,
        out,
        layers: 1,
        heads: 2,
        width: 16,
        positions: 32,
        vocabularySize: 300,
        batchSize: 8,
        sequenceLength: 16,
        steps: 150,
        warmupSteps: 10,
        learningRate: 0.02,
        seed: 3
      },
      (event) => losses.push(event.loss),
      yieldNow
    )
    expect(losses[0]).toBeGreaterThan(4)
    // The sentences take turns, so that all but the first tokens of a sequence can be predicted.
    expect(losses.at(-1)).toBeLessThan(0.3)
    expect(loss).toBeLessThan(losses[0] ?? 0)
    expect((await check(out)).details).toMatchObject({ kind: 'gpt2', layers: 1, width: 16 })
    const tokenizer = await loadGptTokenizer(out)
    const sentence = 'Y tá đang khám bệnh cho người lạ ©.'
    expect(tokenizer.decode(tokenizer.encode(sentence))).toBe(sentence)
  })
})

describe('trainClip', () => {
  const side = 8
  const colours = [
    ['red', [220, 30, 30]],
    ['green', [30, 200, 40]],
    ['blue', [20, 40, 220]],
    ['white', [250, 250, 250]]
  ] as const
  const count = 32
  const bytes = Uint8Array.from({ length: count * side * side * 3 }, (_, place) => {
    const [, colour] = colours[Math.floor(place / (side * side * 3)) % 4] ?? colours[0]
    return colour[place % 3] ?? 0
  })

  it('brings pictures and their sentences together', async () => {
    const [pixels, captions, out] = ['p.u8', 'c.jsonl', 'clip'].map((name) => join(dir, name))
    if (!pixels || !captions || !out) throw new Error('three names were joined')
    writeFileSync(pixels, bytes)
    const lines = Array.from({ length: count }, (_, row) =>
      JSON.stringify([`a ${colours[row % 4]?.[0]} wall`])
    )
    writeFileSync(captions, lines.join('\n'))
    const input: PretrainClipInput = {
      pixels,
      captions,
      out,
      imageSize: side,
      patchSize: 4,
      embeddingSize: 8,
      layers: 1,
      heads: 2,
      width: 16,
      textLayers: 1,
      textHeads: 2,
      textWidth: 16,
      contextLength: 16,
      vocabularySize: 540,
      batchSize: 8,
      steps: 60,
      warmupSteps: 5,
      learningRate: 0.01,
      seed: 1
    }
    await trainClip(input, () => undefined, yieldNow)
    expect((await check(out)).details).toMatchObject({
      kind: 'clip',
      patchSize: 4,
      imageSize: side
    })

    const folder = await readEncoderFolder(out)
    const tokenizer = await loadClipTokenizer(out, 16)
    const texts = await openSentenceEmbedder(folder, 'cpu')
    const pictures = await openImageEmbedder(folder, 'cpu')
    const sentences = await texts.embed(
      colours.map(([name]) => tokenizer.encode(`a ${name} wall`).ids)
    )
    const seen = await pictures.embed(colours.map(([, colour]) => normalised(colour, side)))
    const nearest = colours.map((_, picture) => {
      const similar = colours.map((_one, sentence) => cosine(seen, picture, sentences, sentence))
      return similar.indexOf(Math.max(...similar))
    })
    expect(nearest).toEqual([0, 1, 2, 3])
    await texts.close()
    await pictures.close()
  })
})

/** A picture of one colour as CLIP takes it, [3, side, side]. */
function normalised(colour: readonly number[], side: number): Float32Array {
  const mean = [0.48145466, 0.4578275, 0.40821073]
  const deviation = [0.26862954, 0.26130258, 0.27577711]
  return Float32Array.from({ length: 3 * side * side }, (_, place) => {
    const channel = Math.floor(place / (side * side))
    return ((colour[channel] ?? 0) / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1)
  })
}

function cosine(a: Float32Array, rowA: number, b: Float32Array, rowB: number): number {
  const row = (all: Float32Array, index: number) => all.subarray(index * 8, (index + 1) * 8)
  const [x, y] = [row(a, rowA), row(b, rowB)]
  const dot = (p: Float32Array, q: Float32Array) =>
    p.reduce((sum, value, place) => sum + value * (q[place] ?? 0), 0)
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
}
