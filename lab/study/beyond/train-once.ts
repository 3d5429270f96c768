import type { Run } from '../../../src/shared/domain'
import { chooseModel } from '../../../src/main/hosts/cli/choose-model'
import { registerStart } from '../../../src/main/hosts/cli/choose-captioner'
import { runJob } from '../../../src/main/hosts/cli/run-job'
import type { Session } from '../../../src/main/hosts/cli/session'
import { studyScale } from '../study'
import { timed } from './processor-time'
import { trainings, type TrainingName } from './trainings'

/** A trained run, and the processor time in seconds that it took beside what it started from. */
export interface Trained {
  run: Run
  /** 0 for a run that starts from nothing: the base. Null where it is not known. */
  extraSeconds: number | null
}

/**
 * The run of a training with a seed, trained where the open library has none; one that was stopped
 * goes on. It is known by its name.
 */
export async function trainOnce(
  session: Session,
  training: TrainingName,
  seed: number,
  updates: number
): Promise<Trained> {
  const { api, output } = session
  const { label, from } = trainings[training]
  const name = `${label}, seed ${seed}, ${updates} updates`
  const earlier = (await api.runs.list()).find((run) => run.name === name)
  if (earlier?.state !== 'done') {
    output.note(`training: ${name}`)
    const job = earlier
      ? { runId: earlier.id, ...(await api.runs.resume({ id: earlier.id })) }
      : await start(session, training, { name, seed, updates })
    const { seconds } = await timed(() => runJob(session, job.jobId))
    // The time of a run that was stopped is that of its last part alone: better none.
    const note = earlier || seconds === null ? '' : `${Math.round(seconds)} s of processor time`
    await api.runs.edit({ id: job.runId, edit: { note } })
    return trainOnce(session, training, seed, updates)
  }
  const noted = Number.parseFloat(earlier.note)
  return { run: earlier, extraSeconds: from ? (Number.isNaN(noted) ? null : noted) : 0 }
}

async function start(
  session: Session,
  training: TrainingName,
  { name, seed, updates }: { name: string; seed: number; updates: number }
): Promise<{ runId: string; jobId: number }> {
  const { api } = session
  const { clipPatchSize, settings, from } = trainings[training]
  const origin = from && (await trainOnce(session, from.training, seed, updates)).run.id
  const startModelId = origin ? (await registerStart(session, origin, {})).id : null
  const models = await api.models.list()
  return api.runs.start({
    ...studyScale(from ? Math.round(updates * from.share) : updates),
    ...settings,
    // All of them, to be averaged.
    keepCheckpoints: 0,
    name,
    seed,
    startModelId,
    clipModelId: chooseModel(models, 'clip', undefined, clipPatchSize).id,
    gptModelId: chooseModel(models, 'gpt2', undefined).id
  })
}
