import * as v from 'valibot'
import { RunConfig, type MetricName, type MetricPoint } from '../../../shared/domain'
import { unflushed } from '../../store/core/connection'
import { insertJob, updateJob } from '../../store/jobs/jobs'
import type { Library } from '../../store/core/library'
import { appendMetricPoints, insertCheckpoint, insertSample } from '../../store/runs/run-records'
import { insertRun, updateRun } from '../../store/runs/runs'

export interface RunFilling {
  runs: number
  /** Points of each run, over all of its curves. */
  points: number
}

type Point = Omit<MetricPoint, 'seq'>

const EPOCHS = 20
const SAMPLES = 8
/** Values that a training step brings, and a validation. */
const A_STEP = 7
const A_VALIDATION = 7

/**
 * Fills a library with generated runs, as the trainer records them: seven values per step,
 * memory now and then, seven a validation, samples and a checkpoint for each epoch. They have no
 * weights: this is for measuring the store and what shows it.
 */
export async function fillRuns(library: Library, { runs, points }: RunFilling): Promise<void> {
  for (let number = 0; number < runs; number += 1) {
    unflushed(library.write, () => fillRun(library, number, points))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function fillRun({ write }: Library, number: number, points: number): void {
  const config = v.parse(RunConfig, {
    name: `Run ${number + 1}`,
    clipModelId: 1,
    gptModelId: 2,
    epochs: EPOCHS,
    learningRate: (1 + (number % 7)) * 1e-5,
    seed: number
  })
  const { id: runId } = insertRun(write, { config, dataVersion: 'bench' })
  const job = insertJob(write, 'train', { runId })
  const made = madePoints(number, points)
  appendMetricPoints(write, runId, made)
  const validated = made.filter(({ name }) => name === 'valLoss')
  for (const { step, epoch, value } of validated) fillEpoch(write, runId, step, epoch, value)
  const best = validated.toSorted((a, b) => a.value - b.value)[0]
  const last = made.at(-1)?.step ?? 0
  const finishedAt = Date.now()
  updateJob(write, job.id, { state: 'done', startedAt: job.createdAt, finishedAt })
  updateRun(write, runId, {
    jobId: job.id,
    state: 'done',
    device: 'cpu',
    step: last,
    totalSteps: last,
    epoch: EPOCHS,
    bestValLoss: best?.value ?? null,
    bestStep: best?.step ?? null,
    finishedAt
  })
}

function fillEpoch(
  write: Library['write'],
  runId: string,
  step: number,
  epoch: number,
  valLoss: number
): void {
  for (let imageId = 1; imageId <= SAMPLES; imageId += 1) {
    insertSample(write, runId, {
      step,
      epoch,
      imageId,
      imageName: `${imageId}.jpg`,
      text: `Bác sĩ đang khám bệnh trong phòng số ${(epoch * imageId) % 9} .`,
      references: ['Bác sĩ đang khám bệnh cho một em bé .']
    })
  }
  insertCheckpoint(write, {
    runId,
    step,
    epoch,
    valLoss,
    bleu: 0.3,
    bytes: 5e8,
    path: `runs/${runId}/checkpoints/step-${step}`
  })
}

/** Exactly `count` points: curves that fall with noise, drawn from `number`. */
function madePoints(number: number, count: number): Point[] {
  const steps = Math.max(1, Math.floor((count - EPOCHS * A_VALIDATION) / A_STEP))
  const epochSteps = Math.max(1, Math.floor(steps / EPOCHS))
  const points: Point[] = []
  const start = Date.now() - 3_600_000
  for (let step = 1; points.length < count; step += 1) {
    const epoch = Math.min(EPOCHS, Math.ceil(step / epochSteps))
    const add = (values: Partial<Record<MetricName, number>>) => {
      for (const [name, value] of Object.entries(values)) {
        points.push({ name: name as MetricName, step, epoch, value, at: start + step * 100 })
      }
    }
    const fall = 1.5 + (number % 5) * 0.1 + 6 * Math.exp((-4 * step) / steps)
    const noise = Math.sin(step * 12.9898 + number) * 0.3
    add({
      loss: fall + noise,
      lossCaptions: fall + noise * 0.8,
      lossPairs: fall + 0.5 - noise,
      learningRate: 2e-5 * (1 - step / (steps + 1)),
      gradientNorm: 1 + noise,
      examplesPerSecond: 40 + noise * 10,
      tokensPerSecond: 900 + noise * 200
    })
    if (step % epochSteps !== 0 || step / epochSteps > EPOCHS) continue
    const bleu = 0.35 - 0.02 * fall
    add({
      valLoss: fall + 0.2,
      valLossPairs: fall + 0.6,
      bleu1: bleu + 0.2,
      bleu2: bleu + 0.1,
      bleu3: bleu,
      bleu4: bleu - 0.1,
      bleu: bleu + 0.05
    })
  }
  return points.slice(0, count)
}
