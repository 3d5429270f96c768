import { parentPort, Worker, workerData } from 'node:worker_threads'
import { toErrorInfo } from '../../shared/errors'
import { openForReading } from './connection'
import { answerQuery, openListing, type Listing } from './reader-answers'
import type { ReaderReply, ReaderRequest, ReaderStart } from './reader'
import { allowSearchThreads, serveSearches, type SearchStart } from './search-threads'

const start = workerData as ReaderStart | ({ role: 'search' } & SearchStart)
if (start.role === 'search') serveSearches(start)
else answerQuestions(start)

/** The reader thread: answers one question after the other. */
function answerQuestions({ root, file, threadFile }: ReaderStart): void {
  const db = openForReading(root, file)
  allowSearchThreads(
    db,
    { root, file },
    (data, transferList) =>
      new Worker(threadFile, { workerData: { role: 'search', ...data }, transferList })
  )
  const listings = new Map<number, Listing>()

  const answer = (request: ReaderRequest): unknown => {
    if (request.type === 'ask') return answerQuery(db, request.query, request.args)
    if (request.type === 'open') {
      listings.set(request.id, openListing(db, request.listing, request.args))
    }
    return listings.get(request.id)?.next() ?? null
  }

  parentPort?.on('message', (request: ReaderRequest) => {
    const { id } = request
    if (request.type === 'end') {
      listings.get(id)?.end()
      listings.delete(id)
      return
    }
    let reply: ReaderReply
    try {
      reply = { id, answer: answer(request) }
    } catch (error) {
      reply = { id, error: toErrorInfo(error) }
    }
    parentPort?.postMessage(reply)
  })
}
