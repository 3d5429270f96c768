import * as v from 'valibot'
import { DemoParams, EntityId, LibraryInfo } from '../domain'
import { Done, procedure } from './base'

const AtPath = v.object({ path: v.string() })

/** Making, opening and closing the one library that the workbench works on. */
export const libraryContract = {
  state: procedure.output(
    v.object({
      library: v.nullable(LibraryInfo),
      recent: v.array(v.string()),
      /** Where the demo's library is made unless somebody says otherwise. */
      demoPath: v.string()
    })
  ),
  create: procedure.input(AtPath).output(LibraryInfo),
  /** Makes or opens a library and queues the job that fills it with a small drawn world. */
  openDemo: procedure
    .input(v.object({ ...AtPath.entries, world: v.optional(DemoParams, {}) }))
    .output(v.object({ library: LibraryInfo, jobId: EntityId })),
  open: procedure.input(AtPath).output(LibraryInfo),
  close: procedure.output(Done)
}
