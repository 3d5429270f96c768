import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import type { TrainEvent } from '../../../shared/engine-protocol'
import { BundleEvents } from './bundle-events'

const started = (step: number): TrainEvent => ({
  ...{ type: 'started', device: 'cpu', step, totalSteps: 4, stepsPerEpoch: 2, dropped: {} }
})
const validation = (step: number): TrainEvent => ({
  ...{ type: 'validation', step, epoch: 1, loss: 1, lossPairs: null, bleu: null }
})

it('holds each step of a resumed run once', async () => {
  const dir = tempFolder()
  const path = join(dir, 'events.jsonl')
  const life = async (...events: TrainEvent[]) => {
    const writer = new BundleEvents(dir)
    for (const event of events) writer.add(event)
    await writer.written()
  }
  await life(started(0), validation(1), validation(2), validation(3))
  // A crash left half a line.
  appendFileSync(path, '{"type":"validation","st')
  await life(started(2), validation(3), validation(4))
  const read = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(read.map((line) => JSON.parse(line) as TrainEvent)).toEqual([
    ...[started(0), validation(1), validation(2)],
    ...[started(2), validation(3), validation(4)]
  ])
})
