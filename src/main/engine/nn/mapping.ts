import type { Bindings, Tape, Value } from '../graph'
import type { MappingShape } from '../../../shared/model-specs/mapping'
import { mapByMlp } from './mapping-mlp'
import { mapByTransformer } from './mapping-transformer'
import type { Parameters } from './parameters'

/** What the network's own axes are bound to for a batch of embeddings. */
export const mappingBindings = (mapping: MappingShape, batch: number): Bindings =>
  mapping.kind === 'mlp' ? {} : { Q: batch * (mapping.clipLength + mapping.prefixLength) }

/**
 * @param x CLIP embeddings [batch, embeddingSize].
 * @returns Prefix tokens, in an order that reshapes to [batch, prefixLength, width].
 */
export const mapEmbeddings = (
  t: Tape,
  p: Parameters,
  mapping: MappingShape,
  x: Value,
  dropoutRate: number
): Value =>
  mapping.kind === 'mlp' ? mapByMlp(t, p, x, dropoutRate) : mapByTransformer(t, p, mapping, x)
