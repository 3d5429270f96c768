import type { ClipTower } from '../../../../shared/domain'
import type { EncoderShape } from '../../../../shared/model-specs/encoder'
import type { NamedSize } from './check-sizes'

/** What an encoder's `config.json` says, and by which tensors it is checked. */
export interface EncoderLayout {
  config: EncoderShape
  /** The towers that it describes, at least one. */
  described: readonly ClipTower[]
  /** A tensor by which each tower is known to be there. */
  marks: Record<ClipTower, string>
  /** Sizes that the embeddings of each tower show, the tensors named behind `embeddings.`. */
  sizes: Record<ClipTower, readonly NamedSize[]>
  /** The size of the space that both towers share. */
  embeddingSize: (tower: ClipTower) => NamedSize
}
