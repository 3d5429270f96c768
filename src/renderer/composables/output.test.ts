import { expect, it } from 'vitest'
import { AppError } from '../../shared/errors'
import { useOutput } from './output'

it('asks before something is replaced, and replaces it on request', async () => {
  const calls: boolean[] = []
  const output = useOutput((overwrite) => {
    calls.push(overwrite)
    const there = new AppError('output.exists', { path: '/a', bytes: 1, modifiedAt: 2 })
    return overwrite ? Promise.resolve() : Promise.reject(there)
  })
  await output.run()
  expect(output.existing.value).toMatchObject({ code: 'output.exists', params: { path: '/a' } })
  expect([output.problem.value, output.busy.value]).toEqual([null, false])
  await output.run(true)
  expect([output.existing.value, output.problem.value]).toEqual([null, null])
  expect(calls).toEqual([false, true])
})

it('shows whatever else goes wrong', async () => {
  const output = useOutput(() => Promise.reject(new AppError('file.unwritable', { path: '/a' })))
  await output.run()
  expect(output.existing.value).toBeNull()
  expect(output.problem.value).toMatchObject({ code: 'file.unwritable' })
})
