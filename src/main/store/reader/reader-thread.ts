import { parentPort, workerData } from 'node:worker_threads'
import { answerRequests } from '../../base/process/worker-client'
import { openForReading } from '../core/connection'
import { copyForParent, type CopyStart } from '../core/copy-thread'
import { LibraryPlace } from '../core/place'
import { ViewerConnections } from '../core/viewer-connections'
import { prepareForParent, type PrepareStart } from '../core/prepare-thread'
import { answerQuery, openListing, type Listing } from './reader-answers'
import type { ReaderRequest, ReaderStart } from './reader'

const start = workerData as ReaderStart | PrepareStart | CopyStart
if (start.role === 'prepare') prepareForParent(start)
else if (start.role === 'copy') copyForParent(start)
else answerQuestions(start)

/** The reader thread: answers one question after the other. */
function answerQuestions({ root, file }: ReaderStart): void {
  const place = new LibraryPlace(root, file)
  const db = openForReading(place)
  place.noteFiles()
  const viewers = new ViewerConnections(db)
  const listings = new Map<number, Listing>()

  answerRequests(parentPort, (request: ReaderRequest): unknown => {
    switch (request.type) {
      case 'ask':
        return answerQuery(viewers.of(request.viewer), request.query, request.args)
      case 'open': {
        const listing = openListing(viewers.of(request.viewer), request.name, request.args)
        listings.set(request.listing, listing)
        return listing.next()
      }
      case 'next': {
        const listing = listings.get(request.listing)
        // Its thread died: what is left of it must not pass for its end.
        if (!listing) throw new Error('the reader thread ended')
        return listing.next()
      }
      case 'end':
        listings.get(request.listing)?.end()
        listings.delete(request.listing)
        return null
    }
  })
}
