import { bulkContract } from './bulk'
import { captioningContract } from './captioning'
import { captionsContract } from './captions'
import { checkerContract } from './checker'
import { duplicatesContract } from './duplicates'
import { compareContract } from './compare'
import { eventsContract } from './events'
import { exportsContract } from './exports'
import { filtersContract } from './filters'
import { foldersContract } from './folders'
import { imagesContract } from './images'
import { embeddingsContract, importsContract, jobsContract } from './jobs'
import { libraryContract } from './library'
import { modelsContract } from './models'
import { numbersContract } from './numbers'
import { pairsContract } from './pairs'
import { reviewContract } from './review'
import { runsContract } from './runs'
import { systemContract } from './system'

/** The API of the workbench: typed and validated, the same behind every transport. */
export const contract = {
  library: libraryContract,
  folders: foldersContract,
  images: imagesContract,
  captions: captionsContract,
  pairs: pairsContract,
  bulk: bulkContract,
  filters: filtersContract,
  checker: checkerContract,
  duplicates: duplicatesContract,
  numbers: numbersContract,
  imports: importsContract,
  exports: exportsContract,
  models: modelsContract,
  embeddings: embeddingsContract,
  review: reviewContract,
  runs: runsContract,
  compare: compareContract,
  captioning: captioningContract,
  jobs: jobsContract,
  system: systemContract,
  events: eventsContract
}

export * from './events'
export * from './folders'
export * from './system'
