import * as v from 'valibot'
import { EntityId, Model } from '../domain'
import { Done, procedure } from './base'

/** Registered CLIP and GPT-2 folders. */
export const modelsContract = {
  list: procedure.output(v.array(Model)),
  /** Reads, checks and registers a Hugging Face folder; the same folder again gives the same model. */
  add: procedure.input(v.object({ path: v.string() })).output(Model),
  remove: procedure.input(v.object({ id: EntityId })).output(Done)
}
