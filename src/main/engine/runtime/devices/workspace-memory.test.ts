import { expect, it } from 'vitest'
import type { GraphModel, Value } from '../../graph'
import type { DeviceTensor } from '../../tensor/tensor'
import { WorkspaceMemory } from './workspace-memory'

const value = (name: string, shape: Value['shape']): Value => ({ name, dtype: 'float32', shape })
const model: Pick<GraphModel, 'workspace' | 'dropoutSites'> = {
  workspace: {
    pieces: 2,
    places: new Map([
      [value('large', ['N', 8]), 0],
      [value('later', ['N', 2, 4]), 0],
      [value('small', ['N']), 1]
    ])
  },
  dropoutSites: []
}

/** A device that counts what it has given, and has no more from the `fails`th time on. */
function makeMemory() {
  const held = new Set<number>()
  const memory = {
    made: 0,
    fails: Infinity,
    held,
    zeros(dims: readonly number[]): Promise<DeviceTensor> {
      if (memory.made + 1 >= memory.fails) return Promise.reject(new Error('out of memory'))
      const number = ++memory.made
      held.add(number)
      return Promise.resolve({ dims, memory: number, dispose: () => held.delete(number) })
    }
  }
  return memory
}

it('gives values their shapes of the run, and those of one piece the same memory', async () => {
  const memory = makeMemory()
  const places = await new WorkspaceMemory(memory).places(model, { N: 3 })
  expect(places['large']?.dims).toEqual([3, 8])
  expect(places['later']?.dims).toEqual([3, 2, 4])
  expect(places['large']?.memory).toBe(places['later']?.memory)
  expect(places['small']?.memory).not.toBe(places['large']?.memory)
})

it('grows with larger runs and keeps what is large enough', async () => {
  const memory = makeMemory()
  const workspace = new WorkspaceMemory(memory)
  await workspace.places(model, { N: 3 })
  await workspace.places(model, { N: 2 })
  expect(memory.made).toBe(2)
  await workspace.places(model, { N: 4 })
  expect(memory.made).toBe(4)
  expect(memory.held.size).toBe(2)
  workspace.release()
  expect(memory.held.size).toBe(0)
})

it('finds all memory anew after a run that it did not suffice for', async () => {
  const memory = makeMemory()
  const workspace = new WorkspaceMemory(memory)
  await workspace.places(model, { N: 2 })
  memory.fails = 4
  await expect(workspace.places(model, { N: 9 })).rejects.toThrow('out of memory')
  workspace.release()
  expect(memory.held.size).toBe(0)
  memory.fails = Infinity
  const places = await workspace.places(model, { N: 1 })
  for (const place of Object.values(places)) expect(memory.held).toContain(place.memory)
})
