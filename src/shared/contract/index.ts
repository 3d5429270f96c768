import { aboutContract } from './about'
import { adjudicationContract } from './adjudication'
import { backupsContract } from './backups'
import { bulkContract } from './bulk'
import { captioningContract } from './captioning'
import { captionsContract } from './captions'
import { checkerContract } from './checker'
import { duplicatesContract } from './duplicates'
import { clustersContract } from './clusters'
import { compareContract } from './compare'
import { datasetsContract } from './datasets'
import { endpointsContract } from './endpoints'
import { eventsContract } from './events'
import { exportsContract } from './exports'
import { filtersContract } from './filters'
import { foldersContract } from './folders'
import { hostContract } from './host'
import { imagesContract } from './images'
import { embeddingsContract, importsContract, jobsContract } from './jobs'
import { libraryContract } from './library'
import { modelsContract } from './models'
import { pairsContract } from './pairs'
import { peopleContract } from './people'
import { presenceContract } from './presence'
import { reviewContract } from './review'
import { runsContract } from './runs'
import { similarContract } from './similar'
import { statisticsContract } from './statistics'
import { systemContract } from './system'
import { downloadsContract, uploadsContract } from './transfers'
import { updatesContract } from './updates'
import { workListsContract } from './work-lists'

/** The API of the workbench: typed and validated, the same behind every transport. */
export const contract = {
  library: libraryContract,
  backups: backupsContract,
  folders: foldersContract,
  images: imagesContract,
  captions: captionsContract,
  pairs: pairsContract,
  bulk: bulkContract,
  filters: filtersContract,
  workLists: workListsContract,
  people: peopleContract,
  presence: presenceContract,
  checker: checkerContract,
  duplicates: duplicatesContract,
  similar: similarContract,
  statistics: statisticsContract,
  datasets: datasetsContract,
  imports: importsContract,
  exports: exportsContract,
  uploads: uploadsContract,
  downloads: downloadsContract,
  models: modelsContract,
  embeddings: embeddingsContract,
  review: reviewContract,
  adjudication: adjudicationContract,
  runs: runsContract,
  clusters: clustersContract,
  compare: compareContract,
  captioning: captioningContract,
  endpoints: endpointsContract,
  jobs: jobsContract,
  system: systemContract,
  about: aboutContract,
  updates: updatesContract,
  host: hostContract,
  events: eventsContract
}

export * from './about'
export * from './events'
export * from './folders'
export * from './host'
export { RecentLibrary } from './library'
export * from './system'
export * from './updates'
