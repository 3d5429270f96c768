import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { ChildEngine } from '../../src/main/services/engine-client/child-engine'
import type { Confinement } from '../../src/main/services/engine-client/engine-limits'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import { oraclePath } from '../fixtures/oracle'

const bundle = join(import.meta.dirname, '..', '..', 'out', 'main', 'engine.js')
const wide: Confinement = { silenceMs: 60_000, wholeMs: 60_000, memoryBytes: 2 ** 40 }
const path = oraclePath('gpt2/safetensors')

let engine: ChildEngine
afterEach(() => engine.close())

function open(checkModel: Partial<Confinement>): { started: number } {
  const count = { started: 0 }
  const start = () => {
    count.started++
    return forkEngine(bundle)
  }
  engine = new ChildEngine(start, { confined: { checkModel: { ...wide, ...checkModel } } })
  return count
}

it('checks a model in a process of its own, each time a fresh one', async () => {
  const count = open({})
  expect((await engine.run('checkModel', { path })).details).toMatchObject({ kind: 'gpt2' })
  await engine.run('checkModel', { path })
  expect(count.started).toBe(2)
})

it('ends the check where its process takes more memory than it may', async () => {
  open({ memoryBytes: 2 ** 20 })
  await expect(engine.run('checkModel', { path })).rejects.toMatchObject({
    code: 'model.check-too-large',
    params: { path, megabytes: 1 }
  })
  // No other work is held to that.
  expect(await engine.run('countTokens', { gpt: path, texts: ['a'] })).toEqual({ counts: [1] })
})
