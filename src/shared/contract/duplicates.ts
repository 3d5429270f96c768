import * as v from 'valibot'
import { DuplicateCluster, DuplicateParams, PageRequest } from '../domain'
import { procedure } from './base'
import { Queued } from './jobs'

/** Images that look nearly the same. */
export const duplicatesContract = {
  /** The result of the job is a `DuplicateReport`. */
  find: procedure.input(DuplicateParams).output(Queued),
  /** Clusters, those that leak between splits first. */
  page: procedure.input(PageRequest).output(
    v.object({
      total: v.number(),
      leaks: v.number(),
      rows: v.array(DuplicateCluster)
    })
  )
}
