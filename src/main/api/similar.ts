import { mapImages } from '../services/similar/map/map-images'
import { api } from './base'
import { likePlace } from './like-place'

export const similarRouter = api.similar.router({
  map: api.similar.map.handler(({ context, input, signal }) =>
    mapImages(likePlace(context), input.filter, signal)
  ),
  colours: api.similar.colours.handler(async ({ context: { workbench }, input }) => ({
    values: await workbench.library.reader.ask('mapColours', input)
  }))
})
