import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-library'
import { AppError } from '../../shared/errors'
import { allowTransfers } from '../base/files/allowed-roots'
import type { Workbench } from '../services/workbench/workbench'
import { appError } from './explain'
import { hideInProblem, hidePaths } from './hide-paths'

const ROOT = '/srv/captions/library'
const workbench = { library: { root: ROOT } } as unknown as Workbench

it('names of a path only the way from the folder that it lies in, for everybody but an admin', () => {
  const job = {
    kind: 'import',
    params: { path: `${ROOT}/in/a.json`, names: [ROOT], imagesDir: null, seed: 42 },
    error: new AppError('file.not-found', { path: `${ROOT}/in/a.json` })
  }
  const { code, params, message } = job.error
  const output = { ...job, error: { code, params, message } }
  expect(hidePaths(output, workbench, 'annotator')).toEqual({
    kind: 'import',
    params: { path: 'in/a.json', names: ['library'], imagesDir: null, seed: 42 },
    error: {
      code,
      params: { path: 'in/a.json' },
      message: message.replace(`${ROOT}/`, '')
    }
  })
  expect(hidePaths(output, workbench, 'admin')).toBe(output)
})

it('leaves what people wrote as it is, and gives back the same value where nothing is hidden', () => {
  const output = { captions: [{ text: `${ROOT}/x`, id: 1 }], path: '/srv/captions/librarian' }
  expect(hidePaths(output, workbench, 'annotator')).toBe(output)
})

it('an event becomes one other for all who watch', async () => {
  const event = { type: 'export', file: `${ROOT}/exports/a.json` }
  const read = async () => {
    async function* events() {
      yield await Promise.resolve(event)
    }
    return (await hidePaths(events(), workbench, 'annotator').next()).value as unknown
  }
  const first = await read()
  expect(first).toEqual({ type: 'export', file: 'exports/a.json' })
  expect(await read()).toBe(first)
})

it('errors do not say where something lies either', () => {
  const path = `${ROOT}/models/x`
  const problem = appError(new AppError('file.unreadable', { path, detail: `open '${path}'` }))
  const shown = JSON.stringify(hideInProblem(problem, workbench).data)
  expect(shown).toContain('models/x')
  expect(shown).not.toContain(ROOT)
})

it('calls what was uploaded or is to be downloaded as inputs do, also for an admin', async () => {
  const folder = tempFolder()
  await allowTransfers(folder)
  onTestFinished(() => allowTransfers(null))
  const id = 'x'.repeat(32)
  const output = [
    join(folder, 'uploads', id, 'files', 'ảnh', 'a.jpg'),
    join(folder, 'uploads', id, 'files'),
    join(folder, 'downloads', id, 'a.json')
  ]
  const shown = [`upload:${id}/ảnh/a.jpg`, `upload:${id}`, `download:${id}/a.json`]
  expect(hidePaths(output, workbench, 'admin')).toEqual(shown)
  expect(hidePaths(output, workbench, 'reviewer')).toEqual(shown)
})
