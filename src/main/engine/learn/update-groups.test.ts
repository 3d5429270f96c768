import { expect, it } from 'vitest'
import { floats, type HostTensor } from '../tensor/tensor'
import { joinTensors, partTensors, updateGroups } from './update-groups'

const LARGE = [1024, 1024]
const shapes = new Map<string, readonly number[]>([
  ['table', LARGE],
  ['bias', [3]],
  ['weight', [2, 2]],
  ['other', LARGE]
])
const all = [...shapes.keys()]

const small = updateGroups(all, shapes).at(-1)
if (!small) throw new Error('there are groups')

it('updates large parameters alone and small ones together', () => {
  expect(
    updateGroups(all, shapes).map(({ dims, parts }) => [dims, parts.map(({ name }) => name)])
  ).toEqual([
    [LARGE, ['table']],
    [LARGE, ['other']],
    [[7], ['bias', 'weight']]
  ])
})

it('leaves a small one that stands alone as it is', () => {
  expect(updateGroups(['table', 'weight'], shapes).map(({ name, dims }) => [name, dims])).toEqual([
    ['table', LARGE],
    ['weight', [2, 2]]
  ])
})

it('starts another group before one gets larger than a card may take', () => {
  // 40 parameters of a million numbers each: sixteen of them are 64 MiB.
  const many = new Map(Array.from({ length: 40 }, (_, index) => [`p${index}`, [1000, 1000]]))
  const groups = updateGroups([...many.keys()], many)
  expect(groups.map(({ parts }) => parts.length)).toEqual([16, 16, 8])
  expect(new Set(groups.map(({ name }) => name)).size).toBe(3)
})

it('refuses a parameter that the network does not have', () => {
  expect(() => updateGroups(['nothing'], shapes)).toThrow('no parameter nothing')
})

it('lays tensors end to end and takes them apart again', () => {
  const tensors: Record<string, HostTensor> = {
    bias: floats(Float32Array.of(1, 2, 3), [3]),
    weight: floats(Float32Array.of(4, 5, 6, 7), [2, 2])
  }
  const joined = joinTensors(small, (name) => tensors[name])
  expect(joined).toEqual(floats(Float32Array.of(1, 2, 3, 4, 5, 6, 7), [7]))
  expect(
    Object.fromEntries(partTensors(small, joined ?? floats(new Float32Array(7), [7])))
  ).toEqual(tensors)
})

it('joins nothing where one is missing', () => {
  expect(joinTensors(small, () => undefined)).toBeUndefined()
})
