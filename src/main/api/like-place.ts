import type { Caller } from '../services/people/caller'
import type { LikePlace } from '../services/similar/resolve-like'
import { personOf as nameIn } from '../store/core/history'
import type { ApiContext } from './base'

/** Who calls, by the name that captions carry; null for somebody who has not said it. */
export const personOf = ({ actor }: Caller): string | null => nameIn(actor)

/** Where images are found for whoever calls: `like:` by the workbench, `mine:` by their name. */
export const likePlace = ({ workbench, caller }: ApiContext): LikePlace => ({
  library: workbench.library,
  engine: workbench.engine,
  device: workbench.device,
  person: personOf(caller)
})
