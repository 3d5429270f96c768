import type { CaptioningParams } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  addListedFiles,
  beginListing,
  finishListing,
  isListed,
  type ListedFile
} from '../../store/jobs/ledger'
import type { JobContext } from '../jobs/job-handler'
import { resolveSelection } from '../similar/resolve-like'
import { listSource } from './list-source'
import { spread } from './spread'

/** Files noted in one transaction: some milliseconds of work. */
const TOGETHER = 100

/**
 * Notes the files of the source in the job's ledger, once: a job that continues keeps those that it
 * has. Throws `caption.no-images`.
 */
export async function noteFiles(
  context: Pick<JobContext, 'library' | 'engine' | 'device' | 'jobId' | 'report' | 'signal'>,
  { source, sample }: Pick<CaptioningParams, 'source' | 'sample'>
): Promise<void> {
  const { library, jobId, report, signal } = context
  if (isListed(library.read, jobId)) return
  const found =
    source.kind === 'images'
      ? { ...source, selection: await resolveSelection(context, source.selection) }
      : source
  beginListing(library.write, jobId)
  let noted = 0
  let some: ListedFile[] = []
  const flush = async () => {
    if (signal.aborted) throw new AppError('engine.cancelled')
    addListedFiles(library.write, jobId, noted, some)
    noted += some.length
    some = []
    report({ phase: 'listing', done: noted, total: null })
    await new Promise((resolve) => setImmediate(resolve))
  }
  const files = listSource(library, found, signal)
  for await (const file of sample === null ? files : spread(files, sample)) {
    some.push(file)
    if (some.length === TOGETHER) await flush()
  }
  await flush()
  if (noted === 0) {
    throw source.kind === 'images'
      ? new AppError('caption.none-selected')
      : new AppError('caption.no-images', { path: source.path })
  }
  finishListing(library.write, jobId)
}
