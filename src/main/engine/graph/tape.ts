import { GraphBuilder } from './builder'
import { ops, type AttributesOf, type InputsOf, type OpName, type OutputsOf } from './ops'
import type { Op } from './ops/op'
import type { Value } from './value'

/** A recorded use of an op. */
export interface TapeEntry {
  readonly op: Op<readonly Value[], readonly Value[], unknown>
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly attributes: unknown
}

/** Writes the forward pass into a graph and remembers it, so that `backward` can walk it. */
export class Tape {
  readonly entries: TapeEntry[] = []

  constructor(readonly builder: GraphBuilder = new GraphBuilder()) {}

  apply<N extends OpName>(name: N, inputs: InputsOf<N>, attributes: AttributesOf<N>): OutputsOf<N> {
    // The table pairs each name with its own types; TypeScript cannot follow that through a union.
    const op = ops[name] as unknown as TapeEntry['op']
    const outputs = op.forward(this.builder, inputs, attributes)
    this.entries.push({ op, inputs, outputs, attributes })
    return outputs
  }
}
