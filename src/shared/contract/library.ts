import * as v from 'valibot'
import { DemoParams, EntityId, LibraryInfo, LibraryOpening, Path } from '../domain'
import { list } from '../domain/bounds'
import { Done, procedure } from './base'

/** Leaving a library interrupts the job that runs in it: without this it is refused then. */
const Interrupt = v.object({ interrupt: v.optional(v.boolean(), false) })

const AtPath = v.object({ path: Path, ...Interrupt.entries })

/** A library opened before, and whether it is where it was then. */
export const RecentLibrary = v.object({ path: v.string(), present: v.boolean() })
export type RecentLibrary = v.InferOutput<typeof RecentLibrary>

/**
 * Making, opening and closing the one library that the workbench works on. What leaves the present
 * library throws `library.job-running` where a job runs there, unless it may be interrupted.
 */
export const libraryContract = {
  state: procedure.output(
    v.object({
      library: v.nullable(LibraryInfo),
      /** The library that is being opened. */
      opening: v.nullable(LibraryOpening),
      recent: v.array(RecentLibrary),
      /** Where the demo's library is made unless somebody says otherwise. */
      demoPath: v.string()
    })
  ),
  create: procedure.input(AtPath).output(LibraryInfo),
  /** Makes or opens a library and queues the job that fills it with a small drawn world. */
  openDemo: procedure
    .input(v.object({ ...AtPath.entries, world: v.optional(DemoParams, {}) }))
    .output(v.object({ library: LibraryInfo, jobId: EntityId })),
  /** Opens the library that goes with a folder of photos, and makes it where there is none yet. */
  openForPhotos: procedure
    .input(v.object({ folder: Path, ...Interrupt.entries }))
    .output(LibraryInfo),
  open: procedure.input(AtPath).output(LibraryInfo),
  /** Takes libraries off the list of recent ones; their folders stay as they are. */
  forget: procedure.input(v.object({ paths: list(Path, 100) })).output(Done),
  close: procedure.input(v.optional(Interrupt, {})).output(Done)
}
