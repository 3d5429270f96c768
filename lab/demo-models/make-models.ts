import { mkdtemp, rm, stat, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { DemoParams, type JobProgress } from '../../src/shared/domain'
import type { PretrainClipInput } from '../pretrain/settings'
import type { EngineClient } from '../../src/main/services/engine-client/engine-client'
import { makeWorld, reservedOf } from '../../src/main/services/demo/make-world'
import { demoModels } from '../../src/main/services/demo/models-folder'
import { trainClip } from '../pretrain/train-clip'
import { trainGpt } from '../pretrain/train-gpt'
import { writeClipData, writeGptData } from './model-data'
import { measureRecall } from './recall'

/** What the models are made of; `docs/demo.md` says how they turn out. */
const seeds = { scenes: 77, text: 99, clip: 1, gpt: 5 }
const SCENES = 14_000
const SENTENCES = 40_000
const IMAGE_SIDE = 128

const clip = {
  imageSize: IMAGE_SIDE,
  embeddingSize: 256,
  layers: 4,
  heads: 5,
  width: 160,
  textLayers: 3,
  textHeads: 4,
  textWidth: 128,
  contextLength: 64,
  vocabularySize: 1200,
  warmupSteps: 60,
  learningRate: 1e-3,
  seed: seeds.clip
} satisfies Partial<PretrainClipInput>

/**
 * The finer encoder takes several times as long for an image and learns more slowly, so it makes
 * three rounds, each from what the one before came to.
 */
const clips = [
  { name: demoModels.patch32, patchSize: 32, rounds: [{ batchSize: 128, steps: 1200 }] },
  {
    name: demoModels.patch16,
    patchSize: 16,
    rounds: [
      { batchSize: 96, steps: 900 },
      { batchSize: 128, steps: 400, warmupSteps: 30, learningRate: 7e-4 },
      { batchSize: 128, steps: 700, warmupSteps: 30, learningRate: 7e-4 }
    ]
  }
]

const gpt = {
  layers: 4,
  heads: 6,
  width: 192,
  positions: 128,
  vocabularySize: 1500,
  batchSize: 32,
  sequenceLength: 48,
  steps: 500,
  warmupSteps: 50,
  learningRate: 2e-3
}

/** Lets what else the process has to do run between two steps. */
const yieldNow = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** How one of the models turned out. */
export interface MadeModel {
  name: string
  steps: number
  /** Mean of the last 100 steps, in nats. */
  loss: number
  seconds: number
  bytes: number
  /** Of an encoder; see `measureRecall`. */
  recall?: number
}

/** Names of all that are made. */
export const madeModels: readonly string[] = [demoModels.gpt, ...clips.map(({ name }) => name)]

/**
 * Makes the models of `resources/demo` from nothing: two CLIPs from drawn scenes with English
 * sentences, a GPT-2 from Vietnamese ones. Takes some 40 minutes on two cores, half of it the last round.
 *
 * @param engine Embeds fresh scenes, to see how well an encoder turned out.
 * @param only Names of those to make.
 */
export async function makeDemoModels(
  engine: EngineClient,
  { out, only }: { out: string; only: readonly string[] },
  onProgress: (progress: Pick<JobProgress, 'phase' | 'done' | 'total'>) => void
): Promise<MadeModel[]> {
  const work = await mkdtemp(join(tmpdir(), 'viecap-demo-'))
  const pixels = join(work, 'images.u8')
  const captions = join(work, 'sentences.jsonl')
  const text = join(work, 'text.txt')
  try {
    const made: MadeModel[] = []
    const make = async (
      name: string,
      steps: number,
      train: (dir: string, onEvent: (event: { step: number }) => void) => Promise<{ loss: number }>
    ): Promise<void> => {
      const began = performance.now()
      const dir = join(out, name)
      const { loss } = await train(dir, ({ step }) =>
        onProgress({ phase: name, done: step, total: steps })
      )
      const seconds = (performance.now() - began) / 1000
      made.push({ name, steps, loss, seconds, bytes: await folderBytes(dir) })
    }
    if (only.includes(demoModels.gpt)) {
      const world = v.parse(DemoParams, {})
      const reserved = reservedOf(makeWorld(world.seed, world))
      await writeGptData(text, { seed: seeds.text, count: SENTENCES }, reserved)
      await make(demoModels.gpt, gpt.steps, (dir, onEvent) =>
        trainGpt({ ...gpt, text, seed: seeds.gpt, out: dir }, onEvent, yieldNow)
      )
    }
    const wanted = clips.filter(({ name }) => only.includes(name))
    if (wanted.length > 0) {
      await writeClipData(
        { pixels, captions },
        { seed: seeds.scenes, count: SCENES, side: IMAGE_SIDE },
        (done) => onProgress({ phase: 'drawing', done, total: SCENES })
      )
    }
    for (const { name, patchSize, rounds } of wanted) {
      for (const [index, round] of rounds.entries()) {
        await make(name, round.steps, (dir, onEvent) => {
          const from = index > 0 ? { from: dir } : {}
          const own = { ...clip, ...round, ...from, patchSize, seed: clip.seed + index }
          return trainClip({ ...own, pixels, captions, out: dir }, onEvent, yieldNow)
        })
      }
      const last = made.at(-1)
      if (last) last.recall = await measureRecall(engine, join(out, name), join(work, 'fresh'))
    }
    return made
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function folderBytes(dir: string): Promise<number> {
  const sizes = (await readdir(dir)).map(async (file) => (await stat(join(dir, file))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
