import { describe, expect, it } from 'vitest'
import { openSession } from '../runtime/session'
import { floatData } from '../tensor/tensor'
import { GraphBuilder } from './builder'
import { writeModel } from './onnx-writer'

describe('a graph with symbols in its shapes', () => {
  it.each([
    ['one symbol', ['B', 2], { B: 3 }, [3, 2]],
    ['two symbols', ['B', 'T'], { B: 2, T: 4 }, [2, 4]],
    ['none', [2, 2], {}, [2, 2]]
  ] as const)('fills a tensor of %s', async (_, shape, bindings, dims) => {
    const b = new GraphBuilder()
    b.output('filled', b.fill(7, shape))
    const session = await openSession(writeModel(b), 'cpu')
    const { filled } = await session.run({}, bindings)
    expect(filled?.dims).toEqual(dims)
    expect(new Set(floatData(filled))).toEqual(new Set([7]))
    await session.release()
  })

  it('leaves out what no output needs, and gives one value two names', async () => {
    const b = new GraphBuilder()
    b.input('unused', 'float32', [1])
    const one = b.fill(1, [1])
    b.unary('Exp', one)
    b.output('first', one)
    b.output('second', one)
    const model = writeModel(b)
    expect(model.inputs).toEqual([])
    const session = await openSession(model, 'cpu')
    const outputs = await session.run({}, {})
    expect(floatData(outputs['first'])).toEqual(floatData(outputs['second']))
    await session.release()
  })

  it('names both shapes where they do not fit', () => {
    const b = new GraphBuilder()
    const x = b.input('x', 'float32', [2, 3])
    const y = b.input('y', 'float32', ['B', 4])
    expect(() => b.add(x, y)).toThrow('shapes [2, 3] and [B, 4] do not broadcast')
    expect(() => b.gemm(x, y)).toThrow('[2, 3]')
  })
})
