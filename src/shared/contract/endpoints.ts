import * as v from 'valibot'
import { EndpointKey, EndpointUrl, LocalEndpoint } from '../domain'
import { Done, procedure } from './base'

/** Vision models that the user already runs behind an OpenAI-compatible endpoint. */
export const endpointsContract = {
  /**
   * The base URL of an address and the names of the models there, asked for with `key` or with the
   * one that is kept. Throws the `endpoint.` errors.
   */
  models: procedure
    .input(v.object({ url: EndpointUrl, key: v.optional(EndpointKey) }))
    .output(v.object({ url: v.string(), models: v.array(v.string()) })),
  /** Servers that listen on this machine where the known ones do. */
  findLocal: procedure.output(v.array(LocalEndpoint)),
  /** Keeps a key in the user's settings folder; null forgets it. No procedure gives it back. */
  saveKey: procedure
    .input(v.object({ url: EndpointUrl, key: v.nullable(EndpointKey) }))
    .output(Done)
}
