import type { Bindings, Tape, Value } from '../graph'
import { mapByMlp, mlpParameterShapes, type MlpMappingShape } from './mapping-mlp'
import {
  mapByTransformer,
  transformerParameterShapes,
  type TransformerMappingShape
} from './mapping-transformer'
import type { Parameters, ParameterShapes } from './parameters'

/** ClipCap's two mapping networks (Mokady et al., 2021): from a CLIP embedding to prefix tokens. */
export type MappingShape = MlpMappingShape | TransformerMappingShape

/** Parameters by the names of a ClipCap checkpoint, without `clip_project.`. */
export const mappingParameterShapes = (mapping: MappingShape): ParameterShapes =>
  mapping.kind === 'mlp' ? mlpParameterShapes(mapping) : transformerParameterShapes(mapping)

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
