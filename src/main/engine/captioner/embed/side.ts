import type { Tape, Value } from '../../graph'
import type { Parameters } from '../../nn/parameters'
import type { Feeds } from '../../runtime/session'

/** The network of one side of an encoder, and how a batch of at least one item is laid out for it. */
export interface Side<Item> {
  network: (tape: Tape, parameters: Parameters) => Value
  layOut: (items: readonly Item[]) => { feeds: Feeds; bindings: Record<string, number> }
}
