import * as v from 'valibot'
import { Present, PresentPlace, WindowId } from '../domain'
import { procedure } from './base'

/** Who of a team is in the library, and where. Nobody where one person works alone. */
export const presenceContract = {
  /** A window that watches events says where it is; answers with everybody. */
  here: procedure
    .input(v.object({ window: WindowId, place: PresentPlace }))
    .output(v.array(Present))
}
