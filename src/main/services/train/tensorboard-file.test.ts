import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import type { TrainEvent } from '../../../shared/engine-protocol'
import { scalarRecord, startRecord, versionRecord } from '../../base/tfevents/event-record'
import { TensorBoardFile } from './tensorboard-file'

const at = Date.parse('2026-01-02T03:04:05.678Z')
const events: TrainEvent[] = [
  { type: 'started', device: 'cpu', step: 4, totalSteps: 9, stepsPerEpoch: 3, dropped: {} },
  {
    ...{ type: 'step', step: 5, epoch: 2, loss: 0.5, lossCaptions: 0.5, lossPairs: null },
    ...{ learningRate: 0.25, gradientNorm: null, examplesPerSecond: 8, tokensPerSecond: 64 },
    memoryBytes: 1024
  },
  { type: 'validation', step: 5, epoch: 2, loss: 2, lossPairs: null, bleu: [1, 0.5, 0.25, 0.25] },
  { type: 'sample', step: 5, epoch: 2, imageId: 1, imageName: 'a', text: 'b', references: [] }
]

it('keeps the curves of a run from the step that it starts at', async () => {
  vi.setSystemTime(at)
  onTestFinished(() => void vi.useRealTimers())
  const folder = tempFolder()
  const failed = vi.fn()
  const file = new TensorBoardFile(folder, failed)
  for (const event of events) file.record(event)
  await file.close()
  const [name = ''] = readdirSync(folder)
  const step = {
    ...{ 'train/loss': 0.5, 'train/loss_captions': 0.5, 'train/learning_rate': 0.25 },
    ...{ 'speed/examples_per_second': 8, 'speed/tokens_per_second': 64 },
    'memory/engine_bytes': 1024
  }
  const validation = {
    ...{ 'validation/loss': 2, 'validation/bleu_1': 1, 'validation/bleu_2': 0.5 },
    ...{ 'validation/bleu_3': 0.25, 'validation/bleu_4': 0.25, 'validation/bleu_mean': 0.5 }
  }
  expect(readFileSync(join(folder, name))).toEqual(
    Buffer.concat([
      versionRecord(at),
      startRecord(at, 4),
      scalarRecord({ at, step: 5, scalars: step }),
      scalarRecord({ at, step: 5, scalars: validation })
    ])
  )
  expect(failed).not.toHaveBeenCalled()
})

it('says once where it cannot be written, and stands in the way of nothing', async () => {
  const failed = vi.fn()
  const file = new TensorBoardFile(join(tempFolder(), 'gone'), failed)
  for (const event of events) file.record(event)
  await vi.waitFor(() => expect(failed).toHaveBeenCalled())
  for (const event of events.slice(1)) file.record(event)
  await file.close()
  expect(failed).toHaveBeenCalledTimes(1)
})
