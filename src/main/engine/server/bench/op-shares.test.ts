import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOpShares } from './op-shares'

let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'viecap-op-shares-'))
})
afterEach(() => rm(dir, { recursive: true }))

const sharesOf = async (events: object[]): Promise<{ op: string; share: number }[]> => {
  const path = join(dir, 'profile.json')
  await writeFile(path, JSON.stringify(events))
  return readOpShares(path)
}

const node = (op: string, ts: number, dur: number): object => ({
  cat: 'Node',
  name: `${op}_1_kernel_time`,
  ts,
  dur,
  args: { op_name: op }
})

test('on the processor only the last run counts', async () => {
  const run = { cat: 'Session', name: 'model_run' }
  expect(
    await sharesOf([
      { ...run, ts: 0, dur: 9 },
      node('Add', 1, 900),
      { ...run, ts: 10, dur: 9 },
      node('Add', 11, 10),
      node('Gemm', 12, 30),
      { cat: 'Node', name: 'Gemm_1_fence_before', ts: 13, dur: 50, args: { op_name: 'Gemm' } }
    ])
  ).toEqual([
    { op: 'Gemm', share: 0.75 },
    { op: 'Add', share: 0.25 }
  ])
})

test("a graphics card's own clock counts more than the processor's", async () => {
  expect(
    await sharesOf([
      node('Add', 1, 900),
      { cat: 'Api', name: 'node_7&Gemm&GemmProgram', ts: 5, dur: 60 },
      { cat: 'Api', name: '&Softmax&Softmax', ts: 6, dur: 20 },
      { cat: 'Api', name: '&Softmax&SoftmaxTail', ts: 7, dur: 20 }
    ])
  ).toEqual([
    { op: 'Gemm', share: 0.6 },
    { op: 'Softmax', share: 0.4 }
  ])
})
