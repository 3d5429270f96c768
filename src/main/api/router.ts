import { api } from './base'
import { bulkRouter } from './bulk'
import { captioningRouter } from './captioning'
import { captionsRouter } from './captions'
import { checkerRouter } from './checker'
import { duplicatesRouter } from './duplicates'
import { compareRouter } from './compare'
import { eventsRouter } from './events'
import { exportsRouter } from './exports'
import { filtersRouter } from './filters'
import { foldersRouter } from './folders'
import { imagesRouter } from './images'
import { embeddingsRouter, importsRouter, jobsRouter } from './jobs'
import { libraryRouter } from './library'
import { modelsRouter } from './models'
import { numbersRouter } from './numbers'
import { pairsRouter } from './pairs'
import { reviewRouter } from './review'
import { runsRouter } from './runs'
import { systemRouter } from './system'

/** The workbench's API, the same for every host. */
export const router = api.router({
  library: libraryRouter,
  folders: foldersRouter,
  images: imagesRouter,
  captions: captionsRouter,
  pairs: pairsRouter,
  bulk: bulkRouter,
  filters: filtersRouter,
  checker: checkerRouter,
  duplicates: duplicatesRouter,
  numbers: numbersRouter,
  imports: importsRouter,
  exports: exportsRouter,
  models: modelsRouter,
  embeddings: embeddingsRouter,
  review: reviewRouter,
  runs: runsRouter,
  compare: compareRouter,
  captioning: captioningRouter,
  jobs: jobsRouter,
  system: systemRouter,
  events: eventsRouter
})
