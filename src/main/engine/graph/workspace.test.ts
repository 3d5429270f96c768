import { describe, expect, it } from 'vitest'
import { values as noise } from '../../../../test/reference/values'
import type { GraphNode } from './parts'
import type { Value } from './value'
import { planWorkspace, type Workspace } from './workspace'

/** Numbers between 0 and 1, always the same for the same salt. */
function draws(salt: number): () => number {
  const numbers = noise(10_000, salt).map((value) => Math.abs(value * 1000) % 1)
  let next = 0
  return () => numbers[next++ % numbers.length] ?? 0
}

/** A graph of many small nodes that read values from near and far; some are views of others. */
function randomGraph(count: number, salt: number) {
  const draw = draws(salt)
  const values = new Map<string, Value>()
  const nodes: GraphNode[] = []
  for (let index = 0; index < count; index++) {
    const inputs = Array.from({ length: 1 + Math.floor(2 * draw()) }, () => {
      const back = draw() < 0.5 ? 1 + Math.floor(3 * draw()) : 1 + Math.floor(index * draw())
      return `v${Math.max(0, index - back)}`
    })
    const name = `v${index + 1}`
    const op = draw() < 0.2 ? 'Reshape' : 'Add'
    nodes.push({ op, domain: '', inputs, outputs: [name], attributes: {} })
    values.set(name, { name, dtype: 'float32', shape: [1 + Math.floor(9 * draw()), 'N'] })
  }
  return { nodes, values }
}

/** An order in which a device may take the nodes: any whose inputs are there comes next. */
function someOrder(nodes: readonly GraphNode[], salt: number): GraphNode[] {
  const draw = draws(salt)
  const made = new Set(['v0'])
  const left = [...nodes]
  const order: GraphNode[] = []
  while (left.length > 0) {
    const ready = left.filter(({ inputs }) => inputs.every((name) => made.has(name)))
    const next = ready[Math.floor(draw() * ready.length)]
    if (!next) throw new Error('the graph has a cycle')
    left.splice(left.indexOf(next), 1)
    next.outputs.forEach((name) => made.add(name))
    order.push(next)
  }
  return order
}

/** What each piece holds while the nodes run; throws where a value is read that is gone. */
function run(order: readonly GraphNode[], { places }: Workspace): void {
  const pieceOf = new Map([...places].map(([{ name }, piece]) => [name, piece]))
  const held = new Map<number, string>()
  const viewed = new Map<string, string>()
  for (const { op, inputs, outputs } of order) {
    for (const input of inputs) {
      const source = viewed.get(input) ?? input
      const piece = pieceOf.get(source)
      if (piece !== undefined && held.get(piece) !== source) throw new Error(`${source} is gone`)
    }
    const [first = ''] = inputs
    const [output = ''] = outputs
    if (op === 'Reshape') viewed.set(output, viewed.get(first) ?? first)
    const piece = pieceOf.get(output)
    if (piece !== undefined) held.set(piece, output)
  }
}

const options = { largest: [{ N: 1000 }, { N: 10 }], least: 12_000 }

describe('the workspace of a graph', () => {
  it.each([1, 2, 3, 4, 5])('keeps what is still read, whatever the order (graph %i)', (salt) => {
    const { nodes, values } = randomGraph(150, salt)
    const workspace = planWorkspace(nodes, values, options)
    expect(workspace.places.size).toBeGreaterThan(workspace.pieces)
    expect(workspace.pieces).toBeGreaterThan(0)
    for (let order = 0; order < 30; order++) run(someOrder(nodes, 100 * salt + order), workspace)
  })

  it('leaves out views, small values, and what is read at once', () => {
    const { nodes, values } = randomGraph(150, 6)
    const { places } = planWorkspace(nodes, values, options)
    const operators = new Map(nodes.map(({ op, outputs: [name = ''] }) => [name, op]))
    for (const { name, shape } of places.keys()) {
      expect(operators.get(name)).toBe('Add')
      expect(4 * Number(shape[0]) * 1000).toBeGreaterThanOrEqual(12_000)
    }
    const chain = Array.from({ length: 20 }, (_, index) => ({
      op: 'Add',
      domain: '',
      inputs: [`v${index}`],
      outputs: [`v${index + 1}`],
      attributes: {}
    }))
    expect(planWorkspace(chain, values, { ...options, least: 0 }).pieces).toBe(0)
  })

  it('leaves out values of unknown size', () => {
    const { nodes, values } = randomGraph(50, 7)
    expect(planWorkspace(nodes, values, { largest: [{ M: 10 }], least: 0 }).pieces).toBe(0)
  })
})
