import { mapImages } from '../services/similar/map/map-images'
import { api } from './base'

export const similarRouter = api.similar.router({
  map: api.similar.map.handler(({ context: { workbench }, input, signal }) =>
    mapImages(workbench, input.filter, signal)
  ),
  colours: api.similar.colours.handler(async ({ context: { workbench }, input }) => ({
    values: await workbench.library.reader.ask('mapColours', input)
  }))
})
