import { expect, it } from 'vitest'
import { GraphBuilder, writeModel } from '../graph'
import { openSession } from '../runtime/session'
import { floatData, floats } from '../tensor/tensor'
import { float, inputValues, lookUp, lookUpFeeds, lookUpValues, type FeedsOf } from './inputs'

const declared = { ...lookUp('ids', 'N', 'U'), rows: float('N', 2) }

it('makes one declaration the inputs of a graph and the type of what is fed', async () => {
  const b = new GraphBuilder()
  const inputs = inputValues(b, declared)
  const [, , sums] = lookUpValues(inputs, 'ids')
  b.output('sums', b.gemm(sums, inputs.rows))
  const session = await openSession(writeModel(b), 'cpu')
  const { feeds, unique } = lookUpFeeds('ids', [7, 3, 7])
  const rows = floats(Float32Array.of(1, 2, 3, 4, 5, 6), [3, 2])
  const all: FeedsOf<typeof declared> = { ...feeds, rows }
  const outputs = await session.run(all, { N: 3, U: unique })
  await session.release()
  expect(all['ids.unique'].data).toEqual(BigInt64Array.of(7n, 3n))
  expect(outputs['sums']?.dims).toEqual([2, 2])
  // Rows of the same id are summed, in the order in which ids come up first.
  expect([...floatData(outputs['sums'])]).toEqual([6, 8, 3, 4])
})

it('does not compile with an input that is missing or of another type', () => {
  const { feeds } = lookUpFeeds('ids', [1])
  // @ts-expect-error: there are no rows.
  const missing: FeedsOf<typeof declared> = { ...feeds }
  // @ts-expect-error: ids are whole numbers.
  const other: FeedsOf<typeof declared> = { ...feeds, ids: missing.rows, rows: missing.rows }
  expect([missing.rows, other.rows]).toEqual([undefined, undefined])
})
