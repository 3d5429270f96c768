import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeRunFolder, type RunSettings } from '../../../../../test/fixtures/run-folder'
import { runFiles, type FrozenConfig, type TrainEvent } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { checkpointPath, readCheckpointStates } from './checkpoint'
import { Trainer, type TrainingResult } from './trainer'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A run folder that is removed after the test. */
async function makeRun(changes: Partial<RunSettings> = {}): Promise<string> {
  const dir = await makeRunFolder(changes)
  folders.push(dir)
  return dir
}

/** Trains a run; gives up once it has made `stopAfter` steps. */
async function train(
  runDir: string,
  stopAfter = Number.POSITIVE_INFINITY,
  /** Batches, of steps or of validations, after which it is stopped. */
  stopAtBatch = Number.POSITIVE_INFINITY,
  /** Whether it is to write no checkpoint when it is stopped. */
  discard = false
): Promise<{ events: TrainEvent[]; result: TrainingResult | null; batches: number }> {
  const events: TrainEvent[] = []
  let batches = 0
  const trainer = await Trainer.open({
    runDir,
    device: 'cpu',
    emit: (event) => events.push(event),
    isDiscarded: () => discard,
    beforeBatch: async () => {
      batches += 1
      if (losses(events).length >= stopAfter || batches > stopAtBatch)
        throw new AppError('engine.cancelled')
    }
  })
  try {
    const result = await trainer.run()
    return { events, result, batches }
  } catch (error) {
    if (error instanceof AppError && error.code === 'engine.cancelled')
      return { events, result: null, batches }
    throw error
  } finally {
    await trainer.close()
  }
}

/** The few images of a run lie close together. */
const retrieving = { retrievedCaptions: 2, retrievedTokens: 12, retrievedMaxSimilarity: 1 }

const readConfig = async (dir: string): Promise<FrozenConfig> =>
  JSON.parse(await readFile(join(dir, runFiles.config), 'utf8')) as FrozenConfig

const losses = (events: readonly TrainEvent[]): [number, number][] =>
  events.flatMap((event) => (event.type === 'step' ? [[event.step, event.loss]] : []))
const withoutTimes = (event: TrainEvent) => {
  const times = { examplesPerSecond: 0, tokensPerSecond: 0, memoryBytes: 0 }
  return event.type === 'step' ? { ...event, ...times } : event
}
const finalWeights = (dir: string): Promise<Buffer> =>
  readFile(join(dir, checkpointPath(9), 'model.safetensors'))

describe('a run', () => {
  it('reports its steps, validation, samples and checkpoints, and learns', async () => {
    const { events, result } = await train(await makeRun())
    expect(events[0]).toEqual({
      type: 'started',
      device: 'cpu',
      step: 0,
      totalSteps: 9,
      stepsPerEpoch: 3,
      dropped: { 'sentence-not-embedded': 2 }
    })
    const steps = losses(events)
    expect(steps.map(([step]) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    const validations = events.filter((event) => event.type === 'validation')
    expect(validations.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    const [first, , last] = validations.map(({ loss }) => loss ?? Number.NaN)
    expect(last).toBeLessThan(first ?? 0)
    for (const { bleu, lossPairs } of validations) {
      expect(lossPairs).toBeGreaterThan(0)
      expect(bleu?.every((one) => one >= 0 && one <= 1)).toBe(true)
    }
    expect(events.filter((event) => event.type === 'sample')).toHaveLength(3)
    const checkpoints = events.filter((event) => event.type === 'checkpoint')
    const best = checkpoints.filter((event) => event.best).at(-1)
    expect(result).toEqual({ steps: 9, bestStep: best?.step, bestValLoss: best?.valLoss })
  })

  it('gives the same losses again, with dropout on', async () => {
    const first = await train(await makeRun())
    const second = await train(await makeRun())
    expect(losses(second.events)).toEqual(losses(first.events))
    const other = await train(await makeRun({ seed: 7 }))
    expect(losses(other.events)).not.toEqual(losses(first.events))
  })

  it('goes on from a checkpoint to the same weights, to the last bit', async () => {
    const [whole, broken] = [await makeRun(), await makeRun()]
    const straight = await train(whole)
    const { result } = await train(broken, 4)
    expect(result).toBeNull()
    const resumed = await train(broken)
    // Stopped after its fourth step, which no validation follows.
    expect(resumed.events[0]).toMatchObject({ type: 'started', step: 4 })
    expect(losses(resumed.events)).toEqual(losses(straight.events).slice(4))
    expect((await finalWeights(broken)).equals(await finalWeights(whole))).toBe(true)
    expect(resumed.result).toEqual(straight.result)
  })

  it.each([
    ['in the middle of an epoch, with noise', { validateEvery: 2, sentenceNoise: 0.1 }],
    ['with averaged weights', { emaDecay: 0.9 }],
    ['with LoRA', { gptTraining: 'lora' as const }],
    ['with the transformer mapping network', { mapping: 'transformer' as const, mappingLayers: 1 }],
    ['with accumulation and buckets', { accumulate: 2, batchSize: 1, lengthBuckets: true }],
    ['with batches of tokens', { batchTokens: 40 }],
    ['in the middle of self-critical training', { selfCritical: true, selfCriticalAfter: 1 }],
    [
      'of which self-critical training began before, with retrieved captions',
      { ...retrieving, selfCritical: true, selfCriticalAfter: 1, normalizeEmbeddings: true }
    ],
    [
      'of which self-critical training began just before, with LoRA and averages',
      {
        selfCritical: true,
        selfCriticalAfter: 1,
        gptTraining: 'lora' as const,
        emaDecay: 0.9,
        validateEvery: 4
      }
    ]
  ])('goes on to the same weights %s', async (_, changes) => {
    const settings = { validateEvery: 3, ...changes, maxSteps: 7 }
    const [whole, broken] = [await makeRun(settings), await makeRun(settings)]
    const straight = await train(whole)
    expect((await train(broken, 5)).result).toBeNull()
    const resumed = await train(broken)
    const { step } = resumed.events.find((event) => event.type === 'started') ?? { step: 0 }
    expect(step).toBeGreaterThan(0)
    expect(losses(resumed.events)).toEqual(losses(straight.events).slice(step))
    const weights = (dir: string) => readFile(join(dir, checkpointPath(7), 'model.safetensors'))
    expect((await weights(broken)).equals(await weights(whole))).toBe(true)
  })

  it('goes on alike where it was stopped within a validation', async () => {
    const settings = { epochs: 2, earlyStop: 'valLoss' as const, patience: 1 }
    const whole = await makeRun(settings)
    const straight = await train(whole)
    const told = ({ events }: { events: TrainEvent[] }) =>
      events.filter(({ type }) => type !== 'started' && type !== 'checkpoint').map(withoutTimes)
    // Six steps of a batch each; what is beyond three is of the first validation.
    for (const [batch, step] of [
      [3 + 2, 3],
      [straight.batches - 1, 6]
    ] as const) {
      const dir = await makeRun(settings)
      const first = await train(dir, undefined, batch)
      const second = await train(dir)
      expect(second.events[0]).toMatchObject({ type: 'started', step })
      expect([...told(first), ...told(second)]).toEqual(told(straight))
      expect(second.result).toEqual(straight.result)
      // A checkpoint that a validation has judged since is as any other.
      expect(await readCheckpointStates(dir)).toEqual(await readCheckpointStates(whole))
    }
  })

  it('stopped again and again at the same step, keeps one checkpoint of it', async () => {
    const dir = await makeRun()
    await train(dir, 2)
    await train(dir, 0)
    await train(dir, 0)
    expect(await readCheckpointStates(dir)).toMatchObject([
      { step: 2, epoch: 0, stepOfEpoch: 2, valLoss: null, stopped: true }
    ])
  })

  it('stopped without a checkpoint, goes on from the one before, or from the beginning', async () => {
    const dir = await makeRun()
    await train(dir, 2, undefined, true)
    expect(await readCheckpointStates(dir)).toEqual([])
    await train(dir, 5, undefined, true)
    expect(await readCheckpointStates(dir)).toMatchObject([{ step: 3 }])
    const { events } = await train(dir)
    expect(events[0]).toMatchObject({ type: 'started', step: 3 })
  })

  it('trains on sampled captions after cross entropy, and is judged by their reward', async () => {
    const { events, result } = await train(
      await makeRun({ selfCritical: true, selfCriticalAfter: 2, selfCriticalRate: 2e-3, epochs: 4 })
    )
    const steps = events.filter((event) => event.type === 'step')
    // Three steps an epoch in both phases: one image each has five samples, in two batches.
    expect(steps.map(({ epoch, rewards }) => [epoch, rewards !== undefined])).toEqual(
      [1, 2, 3, 4].flatMap((epoch) => Array.from({ length: 3 }, () => [epoch, epoch > 2]))
    )
    expect(steps.slice(6).map(({ learningRate }) => learningRate)).toEqual(Array(6).fill(2e-3))
    // The schedule of the first phase ends with it.
    expect(steps[5]?.learningRate).toBeLessThan(1e-3)
    const validations = events.filter((event) => event.type === 'validation')
    const top = Math.max(...validations.map(({ reward }) => reward ?? Number.NaN))
    expect(result?.bestStep).toBe(validations.find(({ reward }) => reward === top)?.step)
  })

  it('takes the same step from two batches as from one twice as large', async () => {
    const plain = { mappingDropout: 0, gptDropout: 0, maxSteps: 2, captionRepeat: 3 }
    const one = await train(await makeRun({ ...plain, batchSize: 4 }))
    const two = await train(await makeRun({ ...plain, batchSize: 2, accumulate: 2 }))
    expect(losses(one.events)).toHaveLength(2)
    losses(two.events).forEach(([, loss], index) => {
      expect(loss).toBeCloseTo(losses(one.events)[index]?.[1] ?? Number.NaN, 5)
    })
  })

  it('writes a validation every so many steps, and after the last', async () => {
    const { events } = await train(await makeRun({ validateEvery: 4 }))
    const validations = events.filter((event) => event.type === 'validation')
    expect(validations.map(({ step }) => step)).toEqual([4, 8, 9])
    expect(validations.map(({ epoch }) => epoch)).toEqual([2, 3, 3])
  })

  it('stops early where nothing gets better', async () => {
    const { result } = await train(
      await makeRun({ earlyStop: 'valLoss', patience: 1, learningRate: 0, epochs: 50 })
    )
    expect(result?.steps).toBe(6)
  })

  it('stops where the loss is not a number, and keeps the last checkpoint', async () => {
    const dir = await makeRun({ learningRate: 1, warmupSteps: 0, optimizer: 'adamw', epochs: 1 })
    await train(dir)
    const broken = { ...(await readConfig(dir)) }
    broken.config = { ...broken.config, learningRate: 1e30, epochs: 40 }
    await writeFile(join(dir, runFiles.config), JSON.stringify(broken))
    await expect(train(dir)).rejects.toMatchObject({ code: 'train.loss-not-finite' })
    await expect(
      readFile(join(dir, checkpointPath(3), 'model.safetensors'))
    ).resolves.toBeInstanceOf(Buffer)
  })

  it('leaves a frozen GPT-2 as it is', async () => {
    const dir = await makeRun({ gptTraining: 'frozen' })
    await train(dir)
    const header = (await finalWeights(dir)).toString('latin1', 0, 2000)
    expect(header).toContain('clip_project.model.0.weight')
    expect(header).not.toContain('gpt.transformer')
  })

  it('trains with retrieved captions, and is refused where they leave no room or are not there', async () => {
    const { events } = await train(await makeRun({ ...retrieving, epochs: 1 }))
    const plain = await train(await makeRun({ epochs: 1 }))
    expect(losses(events)).toHaveLength(3)
    expect(losses(events)).not.toEqual(losses(plain.events))
    const long = { retrievedCaptions: 1, retrievedTokens: 80 }
    await expect(train(await makeRun(long))).rejects.toMatchObject({
      code: 'train.prompt-too-long',
      params: { tokens: 80, most: 78, positions: 96 }
    })
    const dir = await makeRun(retrieving)
    const items = await readFile(join(dir, runFiles.items), 'utf8')
    await writeFile(
      join(dir, runFiles.items),
      items.replaceAll('"train","captionId"', '"val","captionId"')
    )
    await expect(train(dir)).rejects.toMatchObject({ code: 'train.no-captions-to-retrieve' })
  })

  it('is refused where there is nothing to train on, or less than a batch', async () => {
    await expect(train(await makeRun({ captionRepeat: 0, pairRepeat: 0 }))).rejects.toMatchObject({
      code: 'train.no-examples'
    })
    await expect(train(await makeRun({ batchSize: 100 }))).rejects.toMatchObject({
      code: 'train.batch-too-large',
      params: { batch: 100, examples: 9 }
    })
  })

  it('is refused half precision by a device that cannot', async () => {
    await expect(train(await makeRun({ precision: 'float16' }))).rejects.toMatchObject({
      code: 'train.no-half',
      params: { device: 'cpu' }
    })
  })
})
