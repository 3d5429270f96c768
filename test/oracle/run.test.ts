import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DeviceName, TrainEvent } from '../../src/shared/engine-protocol'
import { traffic } from '../../src/main/engine/runtime/session'
import { checkpointPath, checkpointWeights } from '../../src/main/engine/captioner/train/checkpoint'
import { Trainer } from '../../src/main/engine/captioner/train/trainer'
import { openSafetensors } from '../../src/main/engine/formats/safetensors/safetensors'
import { makeRunFolder, type RunSettings } from '../fixtures/run-folder'
import { describeOnDevice, device } from './device'

const LAST_STEP = 9

interface Trained {
  events: TrainEvent[]
  /** The counts of bytes as each event came. */
  bytes: { fed: number; fetched: number }[]
  /** Of the parameters. */
  modelBytes: number
}

/** A whole run from its folder: nine steps, three validations, each with captions and a checkpoint. */
async function train(on: DeviceName, settings: Partial<RunSettings>): Promise<Trained> {
  const runDir = await makeRunFolder(settings)
  const found: Omit<Trained, 'modelBytes'> = { events: [], bytes: [] }
  const trainer = await Trainer.open({
    runDir,
    device: on,
    emit: (event) => {
      found.events.push(event)
      found.bytes.push({ ...traffic })
    },
    beforeBatch: () => Promise.resolve()
  })
  try {
    await trainer.run()
    const file = await openSafetensors(checkpointWeights(join(runDir, checkpointPath(LAST_STEP))))
    const elements = [...file.tensors.values()].map(({ shape }) =>
      shape.reduce((product, dim) => product * dim, 1)
    )
    return { ...found, modelBytes: 4 * elements.reduce((sum, one) => sum + one, 0) }
  } finally {
    await trainer.close()
    await rm(runDir, { recursive: true })
  }
}

const typesOf = ({ events }: Trained) => events.map(({ type }) => type)

/** Losses of steps and validations, in order. */
const lossesOf = ({ events }: Trained): number[] =>
  events.flatMap((event) =>
    event.type === 'step' || event.type === 'validation' ? [event.loss ?? Number.NaN] : []
  )

describeOnDevice('a run on the device', () => {
  it('validates and captions with the weights that are there, and takes them back for a checkpoint alone', async () => {
    const [found, expected] = [await train(device, { seed: 1 }), await train('cpu', { seed: 1 })]
    expect(typesOf(found)).toEqual(typesOf(expected))
    lossesOf(expected).forEach((loss, index) => {
      expect(lossesOf(found)[index]).toBeCloseTo(loss, 4)
    })
    const crossed = (from: TrainEvent['type'], to: TrainEvent['type']) => {
      const last = typesOf(found).lastIndexOf(to)
      const first = typesOf(found).lastIndexOf(from, last)
      const [before, after] = [found.bytes[first], found.bytes[last]]
      return {
        fed: (after?.fed ?? Number.NaN) - (before?.fed ?? Number.NaN),
        fetched: (after?.fetched ?? Number.NaN) - (before?.fetched ?? Number.NaN)
      }
    }
    expect(typesOf(found).slice(-4)).toEqual(['step', 'validation', 'sample', 'checkpoint'])
    // Two validation losses and the steps of a search, of which each would feed all of the model.
    expect(crossed('step', 'validation').fed).toBeLessThan(found.modelBytes / 2)
    // The checkpoint: parameters and both moments.
    expect(crossed('sample', 'checkpoint')).toEqual({ fed: 0, fetched: 3 * found.modelBytes })
  })

  it('validates with averages that have LoRA worked in as on the CPU', async () => {
    const settings = { emaDecay: 0.9, gptTraining: 'lora', loraRank: 2 } as const
    const [found, expected] = [await train(device, settings), await train('cpu', settings)]
    lossesOf(expected).forEach((loss, index) => {
      expect(lossesOf(found)[index]).toBeCloseTo(loss, 4)
    })
  })
})
