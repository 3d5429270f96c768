import { pino } from 'pino'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import type { WorkbenchEvent } from '../../../shared/contract'
import { insertJob } from '../../store/jobs/jobs'
import type { JobTable } from './job-table'
import { RunningJob, type RunningJobOptions } from './running-job'

it('is last heard of as paused, whatever progress was to be shown before', async () => {
  const library = tempLibrary()
  const { write } = library
  const states: string[] = []
  const note = (event: WorkbenchEvent) => {
    if (event.type === 'job') states.push(event.job.state)
  }
  let end = (): void => undefined
  const handler: JobTable['caption']['handler'] = {
    kind: 'caption',
    run: async ({ report }) => {
      for (let done = 0; done < 3; done++) report({ phase: 'captioning', done, total: 3 })
      await new Promise<void>((resolve) => (end = resolve))
    }
  }
  const table = { caption: { params: v.object({}), handler } } as unknown as JobTable
  const job = new RunningJob(insertJob(write, 'caption', {}), {
    library,
    table,
    engine: {} as RunningJobOptions['engine'],
    images: {} as RunningJobOptions['images'],
    device: () => 'cpu',
    log: pino({ level: 'silent' }),
    emit: note,
    announce: (announced) => note({ type: 'job', job: announced })
  })
  job.setPaused(true)
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(states.at(-1)).toBe('paused')
  end()
  await job.finished
  expect(states.at(-1)).toBe('done')
})
