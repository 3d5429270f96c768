import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import {
  BulkEdit,
  BulkReport,
  EntityId,
  ImageSelection,
  PageRequest,
  TextChange,
  TextEdit,
  TextId,
  TextPlan,
  TextTarget
} from '../domain'
import { Done, procedure } from './base'

const PlanId = v.object({ id: TextId })

/** Changing many images, captions or pairs at once: each is one undo, also after a restart. */
export const bulkContract = {
  /** How far it is comes as events. Aborting the call stops it; what was changed stays. */
  edit: procedure.input(v.object({ selection: ImageSelection, edit: BulkEdit })).output(BulkReport),
  /**
   * Finds what a change of texts would do, as a plan that is looked at and then applied. A new plan
   * takes the place of the one before.
   */
  plan: procedure
    .input(v.object({ target: TextTarget, edit: TextEdit }))
    .output(eventIterator(TextPlan)),
  planPage: procedure
    .input(v.object({ ...PlanId.entries, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), excluded: v.number(), rows: v.array(TextChange) })),
  /** Leaves one change of the plan out, or all for null; or takes them in again. */
  exclude: procedure
    .input(v.object({ ...PlanId.entries, seq: v.nullable(EntityId), excluded: v.boolean() }))
    .output(Done),
  apply: procedure.input(PlanId).output(BulkReport),
  discard: procedure.output(Done)
}
