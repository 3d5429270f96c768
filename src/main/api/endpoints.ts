import {
  findEndpoint,
  findLocalEndpoints,
  listModels,
  saveEndpointKey
} from '../services/vision-endpoint'
import { api, done } from './base'

/** For a caller that does not say when it stops waiting. */
const never = new AbortController().signal

export const endpointsRouter = api.endpoints.router({
  models: api.endpoints.models.handler(async ({ input: { url, key }, signal = never }) => ({
    url,
    models: await listModels(await findEndpoint(url, key), signal)
  })),
  findLocal: api.endpoints.findLocal.handler(({ signal = never }) => findLocalEndpoints(signal)),
  saveKey: api.endpoints.saveKey.handler(async ({ input: { url, key } }) => {
    await saveEndpointKey(url, key)
    return done
  })
})
