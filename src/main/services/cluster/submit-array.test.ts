import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { standInSlurm } from '../../../../test/fixtures/stand-in-slurm'
import { only, tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { RunConfig } from '../../../shared/domain'
import {
  insertRunTasks,
  isRun,
  listClusterTasks,
  SUBMITTING,
  updateClusterTask
} from '../../store/runs/cluster-tasks'
import { insertRun } from '../../store/runs/runs'
import { runDir } from '../train'
import { batchScript, submissionDir } from './batch-script'
import { clusterRoot, clusterRunDir } from './cluster-root'
import { runSending } from './send-runs'
import { submitArray } from './submit-array'

/** The commands of the stand-in are shell scripts. */
const it = test.skipIf(process.platform === 'win32')

/** Two runs with inputs that are to be submitted as one array. */
function scene() {
  const slurm = standInSlurm(tempFolder())
  const library = tempLibrary()
  const config = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2 })
  const ids = [1, 2].map(() => insertRun(library.write, { config, dataVersion: 'd' }).id)
  for (const id of ids) {
    mkdirSync(join(runDir(library, id), 'inputs'), { recursive: true })
    writeFileSync(join(runDir(library, id), 'inputs', 'items.jsonl'), `texts of ${id}`)
  }
  insertRunTasks(library.write, ids, { profile: slurm.profile, submission: 'abc' })
  const context = { library, signal: new AbortController().signal, report: () => undefined }
  const place = { root: clusterRoot(library, slurm.profile), submission: 'abc' }
  return {
    ...{ slurm, library, ids },
    dir: submissionDir(place),
    there: (id: string) => clusterRunDir(library, slurm.profile, id),
    submit() {
      const tasks = listClusterTasks(library.read).filter(isRun)
      return submitArray(context, tasks, runSending(context, tasks))
    }
  }
}

it('brings the inputs to the cluster and submits one array', async () => {
  const { slurm, ids, dir, there, submit } = scene()
  expect(await submit()).toBe('42')
  expect(slurm.submitted()).toHaveLength(1)
  expect(readFileSync(join(dir, 'tasks.txt'), 'utf8')).toBe('runs/run-0001\nruns/run-0002\n')
  expect(readFileSync(join(dir, 'array.sh'), 'utf8')).toContain('#SBATCH --array=0-1\n')
  for (const id of ids) {
    expect(readFileSync(join(there(id), 'inputs', 'items.jsonl'), 'utf8')).toBe(`texts of ${id}`)
  }
})

it('submits nothing again where the answer was lost', async () => {
  const { slurm, submit } = scene()
  await submit()
  expect(await submit()).toBe('42')
  expect(slurm.submitted()).toHaveLength(1)
})

it('finds by its name an array whose number was not kept', async () => {
  const { slurm, dir, submit } = scene()
  await submit()
  rmSync(join(dir, 'job'))
  slurm.found('42\n42')
  expect(await submit()).toBe('42')
  expect(slurm.submitted()).toHaveLength(1)
})

it('says what Slurm did not like, and forgets that it was asked', async () => {
  const { slurm, library, submit } = scene()
  slurm.queue(null)
  await expect(submit()).rejects.toMatchObject({
    code: 'cluster.command-failed',
    params: { name: 'lab', detail: 'slurm is away' }
  })
  expect(listClusterTasks(library.read).map(({ state }) => state)).toEqual(['', ''])
})

it('lets a run that was stopped before train again', async () => {
  const { ids, there, submit } = scene()
  const stop = join(there(only(ids.slice(0, 1))), 'stop')
  mkdirSync(there('run-0001'), { recursive: true })
  writeFileSync(stop, '')
  await submit()
  expect(() => readFileSync(stop)).toThrow()
})

it('goes on reading a log where it was, but not that of another folder', () => {
  const { slurm, library } = scene()
  const read = () => listClusterTasks(library.read).map(({ logRead }) => logRead)
  const [{ id } = { id: 0 }] = listClusterTasks(library.read)
  updateClusterTask(library.write, id, { logRead: 7, state: SUBMITTING })
  const again = (folder: string) =>
    insertRunTasks(library.write, ['run-0001'], {
      profile: { ...slurm.profile, folder },
      submission: 'def'
    })
  again(slurm.profile.folder)
  expect(read()).toContain(7)
  again('/elsewhere')
  expect(read()).toEqual([0, 0])
})

it('writes the options of the profile, and no others', () => {
  const { slurm } = scene()
  const place = { root: '/shared/lib', submission: 'abc' }
  const options = (profile: Partial<typeof slurm.profile>) =>
    batchScript({ ...slurm.profile, ...profile }, place, { command: 'train', count: 3 }).match(
      /^#SBATCH .*/gm
    )
  expect(options({})).toEqual([
    '#SBATCH --job-name=viecap-abc',
    '#SBATCH --array=0-2',
    '#SBATCH --output=/shared/lib/submissions/abc/slurm-%a.txt',
    '#SBATCH --open-mode=append',
    '#SBATCH --requeue',
    '#SBATCH --signal=B:USR1@300'
  ])
  expect(
    options({ gres: 'gpu:1', cpus: 8, memory: '32G', atOnce: 2, sbatch: ['--exclusive'] })
  ).toEqual(
    expect.arrayContaining([
      '#SBATCH --array=0-2%2',
      '#SBATCH --gres=gpu:1',
      '#SBATCH --mem=32G',
      '#SBATCH --cpus-per-task=8',
      '#SBATCH --exclusive'
    ])
  )
})
