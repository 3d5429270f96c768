import { expect, it } from 'vitest'
import { GraphBuilder, writeModel } from '../../graph'
import { openSession } from '../../runtime/session'
import { floatData, floats, integers } from '../../tensor/tensor'
import { int8Graph, int8Matrices } from './int8-graph'
import { quantise, turned } from './quantise'
import { int8Range } from './whole-products'

const IN = 40
const OUT = 24

/** Numbers between -1 and 1 that look random and are the same each time. */
const numbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(seed + index * (seed + 12.9898)) ** 3)

/** A product, one by a transposed matrix, and rows of the latter. */
function example() {
  const b = new GraphBuilder()
  const x = b.input('x', 'float32', ['N', IN])
  const table = b.weight('table', [OUT, IN])
  b.output('plain', b.gemm(x, b.weight('plain', [IN, OUT]), { c: b.weight('bias', [OUT]) }))
  b.output('turned', b.gemm(x, table, { transB: true }))
  b.output('rows', b.gather(table, b.input('ids', 'int64', ['N'])))
  return {
    model: writeModel(b),
    weights: {
      plain: floats(numbers(IN * OUT, 1), [IN, OUT]),
      table: floats(numbers(IN * OUT, 2), [OUT, IN]),
      bias: floats(numbers(OUT, 3), [OUT])
    }
  }
}

async function int8Session() {
  const { model, weights } = example()
  const range = await int8Range()
  const matrices = new Map([
    ['plain', quantise(weights.plain.data, [IN, OUT], 1, range)],
    ['table', quantise(weights.table.data, [OUT, IN], 0, range)]
  ])
  const written = int8Graph(model, matrices)
  return openSession(written.model, 'cpu', { weights: { ...weights, ...written.weights } })
}

const feeds = (x: Float32Array) => ({
  x: floats(x, [x.length / IN, IN]),
  ids: integers(Array.from({ length: x.length / IN }, (_, row) => (5 * row) % OUT))
})

it('finds the matrices that products and lookups read, and the axis of their outputs', () => {
  expect(int8Matrices(example().model)).toEqual(
    new Map([
      ['plain', 1],
      ['table', 0]
    ])
  )
})

it('sums whole numbers: those of the row and of the matrix', async () => {
  const range = await int8Range()
  const { weights } = example()
  const session = await int8Session()
  const x = numbers(6 * IN, 4)
  const found = await session.run(feeds(x), { N: 6 })
  const plain = quantise(weights.plain.data, [IN, OUT], 1, range)
  const table = quantise(weights.table.data, [OUT, IN], 0, range)
  const wholeProduct = (row: number, column: number, values: Int8Array): number => {
    const own = x.subarray(row * IN, (row + 1) * IN)
    const most = Math.max(...own.map(Math.abs))
    const whole = own.map((value) => Math.round((127 * value) / most))
    const sum = whole.reduce(
      (total, value, at) => total + value * (values[at * OUT + column] ?? 0),
      0
    )
    return (most * sum) / 127
  }
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < OUT; column++) {
      const at = row * OUT + column
      expect(floatData(found.plain)[at]).toBeCloseTo(
        (plain.scales[column] ?? 0) * wholeProduct(row, column, plain.values) +
          (weights.bias.data[column] ?? 0),
        5
      )
      expect(floatData(found.turned)[at]).toBeCloseTo(
        (table.scales[column] ?? 0) * wholeProduct(row, column, turned(table)),
        5
      )
    }
    const id = (5 * row) % OUT
    for (let place = 0; place < IN; place++) {
      expect(floatData(found.rows)[row * IN + place]).toBeCloseTo(
        (table.scales[id] ?? 0) * (table.values[id * IN + place] ?? 0),
        6
      )
    }
  }
  await session.release()
})

it('gives a row the same numbers whatever it shares a batch with, and zeros their bias', async () => {
  const session = await int8Session()
  const own = numbers(IN, 5)
  const batch = new Float32Array(3 * IN)
  batch.set(own)
  // A row of a thousand times the size, and one of zeros.
  batch.set(
    numbers(IN, 6).map((value) => 1000 * value),
    IN
  )
  const alone = floatData((await session.run(feeds(own), { N: 1 })).plain)
  const together = floatData((await session.run(feeds(batch), { N: 3 })).plain)
  expect(together.slice(0, OUT)).toEqual(alone)
  expect(together.slice(2 * OUT)).toEqual(example().weights.bias.data)
  await session.release()
})

it('scales rows or columns by their largest number, also zeros, and turns what it has', () => {
  const data = Float32Array.of(1, -0.25, 0.5, 0, 0, 0)
  const rows = quantise(data, [2, 3], 0)
  expect([...rows.values]).toEqual([127, -32, 64, 0, 0, 0])
  expect(rows.scales).toEqual(Float32Array.of(1 / 127, 1))
  const columns = quantise(data, [2, 3], 1, 63)
  expect([...columns.values]).toEqual([63, -63, 63, 0, 0, 0])
  expect(columns.scales).toEqual(Float32Array.of(1 / 63, 0.25 / 63, 0.5 / 63))
  expect([...turned(rows)]).toEqual([127, 0, -32, 0, 64, 0])
})
