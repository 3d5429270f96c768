import { aboutRouter } from './about'
import { backupsRouter } from './backups'
import { adjudicationRouter } from './adjudication'
import { api } from './base'
import { bulkRouter } from './bulk'
import { captioningRouter } from './captioning'
import { captionsRouter } from './captions'
import { checkerRouter } from './checker'
import { duplicatesRouter } from './duplicates'
import { clustersRouter } from './clusters'
import { compareRouter } from './compare'
import { datasetsRouter } from './datasets'
import { endpointsRouter } from './endpoints'
import { eventsRouter } from './events'
import { exportsRouter } from './exports'
import { filtersRouter } from './filters'
import { foldersRouter } from './folders'
import { hostRouter } from './host'
import { imagesRouter } from './images'
import { embeddingsRouter, importsRouter, jobsRouter } from './jobs'
import { libraryRouter } from './library'
import { modelsRouter } from './models'
import { pairsRouter } from './pairs'
import { peopleRouter } from './people'
import { presenceRouter } from './presence'
import { reviewRouter } from './review'
import { runsRouter } from './runs'
import { similarRouter } from './similar'
import { statisticsRouter } from './statistics'
import { systemRouter } from './system'
import { downloadsRouter, uploadsRouter } from './transfers'
import { updatesRouter } from './updates'
import { workListsRouter } from './work-lists'

/** The workbench's API, the same for every host. */
export const router = api.router({
  library: libraryRouter,
  backups: backupsRouter,
  folders: foldersRouter,
  images: imagesRouter,
  captions: captionsRouter,
  pairs: pairsRouter,
  bulk: bulkRouter,
  filters: filtersRouter,
  workLists: workListsRouter,
  people: peopleRouter,
  presence: presenceRouter,
  checker: checkerRouter,
  duplicates: duplicatesRouter,
  similar: similarRouter,
  statistics: statisticsRouter,
  datasets: datasetsRouter,
  imports: importsRouter,
  exports: exportsRouter,
  uploads: uploadsRouter,
  downloads: downloadsRouter,
  models: modelsRouter,
  embeddings: embeddingsRouter,
  review: reviewRouter,
  adjudication: adjudicationRouter,
  runs: runsRouter,
  clusters: clustersRouter,
  compare: compareRouter,
  captioning: captioningRouter,
  endpoints: endpointsRouter,
  jobs: jobsRouter,
  system: systemRouter,
  about: aboutRouter,
  updates: updatesRouter,
  host: hostRouter,
  events: eventsRouter
})
