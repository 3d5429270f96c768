import type { GraphNode } from './parts'
import { isBound, sizeOf, type Bindings, type Value } from './value'

/**
 * Where a graph writes its large values on a device that finds memory slowly: into pieces of memory
 * that are kept from run to run, each for many values, one after the other.
 */
export interface Workspace {
  /** How many pieces there are, the largest first. */
  pieces: number
  /** The piece of each value that is written into one. */
  places: ReadonlyMap<Value, number>
}

export interface WorkspaceOptions {
  /** Axes of which one set or another bounds every run. */
  largest: readonly Bindings[]
  /** The fewest bytes of a value that is written into a piece. */
  least: number
}

/**
 * What is read for the last time within so many nodes does without: the runtime has had memory back
 * a moment ago. It would take pieces of its own, since one update waits for no other.
 */
const SOON = 8

/** Operators whose result is, or may be, the memory of their first input. */
const VIEWS = new Set(['Reshape', 'Identity', 'Squeeze', 'Unsqueeze', 'Flatten'])

const bytesOfElement: Partial<Record<Value['dtype'], number>> = { float32: 4, float16: 2 }

/** Bytes of a value, where its axes are bound and it holds floats; else null. */
export function bytesOf({ dtype, shape }: Value, bindings: Bindings): number | null {
  const element = bytesOfElement[dtype]
  return element !== undefined && isBound(shape, bindings)
    ? element * sizeOf(shape, bindings)
    : null
}

/**
 * Shares out pieces of memory. Two values share a piece only where all that reads the one comes
 * before the other is made in every order that the graph allows: the runtime has an order of its own.
 *
 * @param nodes All nodes of the graph, each behind those that it reads.
 * @param values The values that the nodes make, by name; those that are outputs already left out.
 */
export function planWorkspace(
  nodes: readonly GraphNode[],
  values: ReadonlyMap<string, Value>,
  { largest, least }: WorkspaceOptions
): Workspace {
  const order = new Order(nodes)
  const pieces: { bytes: number; values: Value[]; last: string }[] = []
  for (const [index, node] of nodes.entries()) {
    if (VIEWS.has(node.op)) continue
    for (const name of node.outputs) {
      const value = values.get(name)
      const bytes = value && maxBytes(value, largest)
      if (!value || !bytes || bytes < least) continue
      if (order.lastUser(name) - index < SOON) continue
      const free = pieces.filter(({ last }) => order.isDone(last, index))
      const piece = fitting(free, bytes)
      if (piece) {
        piece.bytes = Math.max(piece.bytes, bytes)
        piece.values.push(value)
        piece.last = name
      } else pieces.push({ bytes, values: [value], last: name })
    }
  }
  const sorted = pieces.toSorted((a, b) => b.bytes - a.bytes)
  return {
    pieces: sorted.length,
    places: new Map(
      sorted.flatMap(({ values: held }, place) =>
        held.map((value): [Value, number] => [value, place])
      )
    )
  }
}

const maxBytes = (value: Value, largest: readonly Bindings[]): number =>
  Math.max(0, ...largest.map((bindings) => bytesOf(value, bindings) ?? 0))

/** The smallest piece that is large enough, or else the largest, which grows. */
function fitting<T extends { bytes: number }>(pieces: readonly T[], bytes: number): T | undefined {
  const sorted = pieces.toSorted((a, b) => a.bytes - b.bytes)
  return sorted.find((piece) => piece.bytes >= bytes) ?? sorted.at(-1)
}

/** What comes before what in every order of a graph's nodes. */
class Order {
  /** For each node a bit for each node that it waits for. */
  readonly #before: Uint32Array[] = []
  /** The nodes that make or read a value, or a view of it. */
  readonly #users = new Map<string, number[]>()

  constructor(nodes: readonly GraphNode[]) {
    const maker = new Map<string, number>()
    const words = Math.ceil(nodes.length / 32)
    for (const [index, node] of nodes.entries()) {
      const bits = new Uint32Array(words)
      for (const input of node.inputs) {
        this.#users.get(input)?.push(index)
        const earlier = maker.get(input)
        if (earlier === undefined) continue
        this.#before[earlier]?.forEach((word, place) => {
          bits[place] = (bits[place] ?? 0) | word
        })
        bits[earlier >>> 5] = (bits[earlier >>> 5] ?? 0) | (1 << (earlier & 31))
      }
      this.#before.push(bits)
      const [viewed] = node.inputs
      for (const output of node.outputs) {
        maker.set(output, index)
        // Who reads the view reads what it is a view of.
        const shared = VIEWS.has(node.op) && viewed !== undefined && this.#users.get(viewed)
        this.#users.set(output, shared || [index])
      }
    }
  }

  /** The last node that reads a value, in the order of the graph. */
  lastUser(value: string): number {
    return this.#users.get(value)?.at(-1) ?? 0
  }

  /** Whether `node` waits for everything that makes or reads a value. */
  isDone(value: string, node: number): boolean {
    const before = this.#before[node]
    return (this.#users.get(value) ?? []).every(
      (user) => before !== undefined && ((before[user >>> 5] ?? 0) & (1 << (user & 31))) !== 0
    )
  }
}
