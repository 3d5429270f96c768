import {
  readStoredConfig,
  type BatchSplit,
  type ClusterState,
  type ErrorInfo,
  type JobState,
  type Run,
  type RunConfig,
  type RunEdit,
  type RunResume
} from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  all,
  get,
  run,
  transaction,
  type ReadDb,
  type SqlValue,
  type WriteDb
} from '../core/connection'

/** What the scheduler last said of a run, as JSON. */
const CLUSTER_STATE = `SELECT json_object('profile', profile ->> 'name', 'job', job || '_' || task,
  'state', state, 'reason', reason, 'partition', partition, 'nodes', nodes, 'endedAt', ended_at)
  FROM cluster_task WHERE cluster_task.run = run.number`

const SELECT = `SELECT number, name, config, state, job_id AS jobId, device, step,
  total_steps AS totalSteps, epoch, best_val_loss AS bestValLoss, best_step AS bestStep,
  batch_splits AS batchSplits, resumes, dropped, error,
  tags, note, archived, created_at AS createdAt, finished_at AS finishedAt,
  (${CLUSTER_STATE}) AS cluster FROM run`

type JsonField = 'cluster' | 'batchSplits' | 'resumes' | 'dropped' | 'error' | 'tags'
type SqlRun = Omit<Run, 'id' | 'config' | JsonField | 'archived'> & {
  number: number
  tags: string
  archived: number
  config: string
  batchSplits: string
  resumes: string
  dropped: string
  error: string | null
  cluster: string | null
}

/** What may change of a run; an absent field stays. */
export interface RunPatch extends Partial<RunEdit> {
  state?: JobState
  jobId?: number | null
  device?: string | null
  step?: number
  totalSteps?: number | null
  epoch?: number
  bestValLoss?: number | null
  bestStep?: number | null
  batchSplits?: readonly BatchSplit[]
  resumes?: readonly RunResume[]
  dropped?: Run['dropped']
  error?: ErrorInfo | null
  finishedAt?: number | null
}

/** Makes a queued run; `dataVersion` is what it will have been trained on. */
export function insertRun(
  db: WriteDb,
  {
    config,
    dataVersion,
    meanCharacters = null
  }: { config: RunConfig; dataVersion: string; meanCharacters?: number | null }
): Run {
  const { lastId } = run(
    db,
    `INSERT INTO run (name, config, data_version, seed, mean_characters, state, created_at)
     VALUES (?, ?, ?, ?, ?, 'queued', ?)`,
    config.name,
    JSON.stringify(config),
    dataVersion,
    config.seed,
    meanCharacters,
    Date.now()
  )
  return getRun(db, runIdOf(lastId))
}

export function updateRun(db: WriteDb, id: string, patch: RunPatch): Run {
  const columns: Record<string, SqlValue> = {}
  for (const [field, column] of Object.entries(COLUMNS)) {
    const next = patch[field as keyof typeof COLUMNS]
    if (next !== undefined) columns[column] = next
  }
  if (patch.batchSplits) columns['batch_splits'] = JSON.stringify(patch.batchSplits)
  if (patch.resumes) columns['resumes'] = JSON.stringify(patch.resumes)
  if (patch.tags) columns['tags'] = JSON.stringify([...new Set(patch.tags)])
  if (patch.archived !== undefined) columns['archived'] = patch.archived ? 1 : 0
  if (patch.dropped) columns['dropped'] = JSON.stringify(patch.dropped)
  if (patch.error !== undefined) columns['error'] = patch.error && JSON.stringify(patch.error)
  const names = Object.keys(columns)
  if (names.length > 0) {
    const assignments = names.map((name) => `${name} = :${name}`).join(', ')
    run(db, `UPDATE run SET ${assignments} WHERE number = :number`, {
      ...columns,
      number: runNumber(id)
    })
  }
  return getRun(db, id)
}

/** The run, or `entity.not-found`. */
export function getRun(db: ReadDb, id: string): Run {
  const row = get<SqlRun>(db, `${SELECT} WHERE number = ?`, runNumber(id))
  if (!row) throw new AppError('entity.not-found', { entity: 'run', id })
  return fromSql(row)
}

/** Runs, newest first. */
export function listRuns(db: ReadDb): Run[] {
  return all<SqlRun>(db, `${SELECT} ORDER BY number DESC`).map(fromSql)
}

/** Forgets a run with its curves, samples and checkpoints, and its job. */
export function deleteRun(db: WriteDb, { id, jobId }: Pick<Run, 'id' | 'jobId'>): void {
  transaction(db, () => {
    run(db, 'DELETE FROM run WHERE number = ?', runNumber(id))
    if (jobId !== null) run(db, 'DELETE FROM job WHERE id = ?', jobId)
  })
}

/** The row number of run `id`; -1, which no row has, for what is no run id. */
export function runNumber(id: string): number {
  const number = Number(/^run-(\d+)$/.exec(id)?.[1] ?? -1)
  return runIdOf(number) === id ? number : -1
}

/** The id of the run in row `number`. */
export const runIdOf = (number: number): string => `run-${String(number).padStart(4, '0')}`

/** Columns of the fields that are stored as they are. */
const COLUMNS = {
  name: 'name',
  note: 'note',
  state: 'state',
  jobId: 'job_id',
  device: 'device',
  step: 'step',
  totalSteps: 'total_steps',
  epoch: 'epoch',
  bestValLoss: 'best_val_loss',
  bestStep: 'best_step',
  finishedAt: 'finished_at'
} as const

function fromSql({ number, ...row }: SqlRun): Run {
  return {
    ...row,
    id: runIdOf(number),
    config: readStoredConfig(JSON.parse(row.config) as Record<string, unknown>),
    batchSplits: JSON.parse(row.batchSplits) as BatchSplit[],
    resumes: JSON.parse(row.resumes) as RunResume[],
    tags: JSON.parse(row.tags) as string[],
    archived: row.archived === 1,
    dropped: JSON.parse(row.dropped) as Run['dropped'],
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorInfo),
    cluster: row.cluster === null ? null : clusterFromSql(row.cluster)
  }
}

function clusterFromSql(text: string): ClusterState {
  const { endedAt, ...cluster } = JSON.parse(text) as Omit<ClusterState, 'ended'> & {
    endedAt: number | null
  }
  return { ...cluster, ended: endedAt !== null }
}
