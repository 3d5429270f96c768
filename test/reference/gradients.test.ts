import { describe, expect, it } from 'vitest'
import {
  backward,
  bindShape,
  GraphBuilder,
  sizeOf,
  Tape,
  writeModel,
  type Value
} from '../../src/main/engine/graph'
import { openSession } from '../../src/main/engine/runtime/session'
import { floatData, floats, type HostTensor } from '../../src/main/engine/tensor/tensor'
import { expectClose } from './compare'
import { centralDifferences } from './central-differences'
import { evaluate, toTensor64 } from './evaluate'
import { gradientCases, type GradientCase } from './gradient-cases'
import { values } from './values'

/** What differences in doubles leave of the exact slope, relative to the largest. */
const DIFFERENCE_TOLERANCE = 1e-9
/** A few times float32's rounding, relative to the largest slope. */
const FLOAT32_TOLERANCE = 2e-6

describe.each(Object.entries(gradientCases))('the gradient rule of %s', (_, cases) => {
  it.each(cases)('agrees with differences in float64: $name', (one) => {
    const names = Object.keys(one.inputs)
    const { builder } = lossOf(one, names)
    const feeds = doubles(feedsOf(one))
    const exact = evaluate(builder, feeds, one.bindings)
    const lossAt = (name: string, data: Float64Array): number => {
      const moved = { ...feeds, [name]: { dims: feeds[name]?.dims ?? [], data } }
      return evaluate(builder, moved, one.bindings)['loss']?.data[0] ?? Number.NaN
    }
    for (const name of names) {
      const slopes = centralDifferences((data) => lossAt(name, data), feeds[name]?.data ?? [])
      expectClose(exact[`grad.${name}`]?.data ?? [], slopes, DIFFERENCE_TOLERANCE, name)
    }
  })

  it.each(cases)('is written for the runtime as well: $name', async (one) => {
    const { builder } = lossOf(one, Object.keys(one.inputs))
    const feeds = feedsOf(one)
    const session = await openSession(writeModel(builder), 'cpu')
    const found = await session.run(feeds, one.bindings ?? {})
    await session.release()
    for (const [name, exact] of Object.entries(evaluate(builder, doubles(feeds), one.bindings))) {
      expect(found[name]?.dims, name).toEqual(exact.dims)
      expectClose(floatData(found[name]), exact.data, FLOAT32_TOLERANCE, name)
    }
  })

  it.each(cases)('gives each gradient alone as well: $name', (one) => {
    const names = Object.keys(one.inputs)
    const feeds = doubles(feedsOf(one))
    const all = evaluate(lossOf(one, names).builder, feeds, one.bindings)
    for (const name of names) {
      const alone = evaluate(lossOf(one, [name]).builder, feeds, one.bindings)
      expect(alone[`grad.${name}`], name).toEqual(all[`grad.${name}`])
    }
  })
})

/** A graph with `loss`, in which every element of the op's outputs weighs differently, and `grad.*`. */
function lossOf(one: GradientCase, wanted: readonly string[]): { builder: GraphBuilder } {
  const t = new Tape(new GraphBuilder('float32', one.target))
  const { builder } = t
  const input = (name: string): Value => builder.input(name, 'float32', one.inputs[name] ?? [])
  const outputs = one.build(t, input, (name) => {
    const tensor = one.fixed?.[name]
    if (!tensor) throw new Error(`no ${name}`)
    const dtype = tensor.data instanceof Float32Array ? 'float32' : 'int64'
    return builder.input(name, dtype, tensor.dims)
  })
  const sums = outputs.map((output, salt) => {
    const size = sizeOf(output.shape, one.bindings)
    const [flat] = t.apply('reshape', [output], { shape: [size] })
    return t.apply(
      'dot',
      [flat, constants(builder, values(size, 10 + salt), `weights.${salt}`)],
      {}
    )[0]
  })
  const loss = sums.reduce((sum, next) => t.apply('add', [sum, next], {})[0])
  builder.output('loss', loss)
  for (const [name, gradient] of backward(t, loss, wanted.map(input))) {
    builder.output(`grad.${name}`, gradient)
  }
  return t
}

function constants(builder: GraphBuilder, data: readonly number[], name: string): Value {
  const value: Value = { name, dtype: 'float32', shape: [data.length] }
  builder.initializers.set(name, { value, data })
  return value
}

const feedsOf = ({ inputs, fixed, bindings = {} }: GradientCase): Record<string, HostTensor> => ({
  ...fixed,
  ...Object.fromEntries(
    Object.entries(inputs).map(([name, shape], salt) => {
      const numbers = values(sizeOf(shape, bindings), salt)
      return [name, floats(Float32Array.from(numbers), bindShape(shape, bindings))]
    })
  )
})

const doubles = (feeds: Record<string, HostTensor>) =>
  Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, toTensor64(feed)]))
