import * as v from 'valibot'
import { list, Path, text } from '../domain/bounds'
import { Done, procedure } from './base'

/** What the program around the workbench can do for the page, which offers nothing else. */
export const HostAbilities = v.object({
  /** Whether paths are chosen in the system's own dialogs. */
  pathDialogs: v.boolean(),
  /** Whether the page is told where a file lies that is dropped on it. */
  droppedPaths: v.boolean(),
  /** Whether a file can be shown in the system's file manager. */
  fileManager: v.boolean()
})
export type HostAbilities = v.InferOutput<typeof HostAbilities>

/** `new-folder` takes an empty folder or a new one, `save` a new name for a file. */
export const PathMode = v.picklist(['file', 'folder', 'new-folder', 'save'])
export type PathMode = v.InferOutput<typeof PathMode>

export const PathChoice = v.object({
  mode: PathMode,
  title: text(1000),
  /** Where the dialog begins: the path so far; empty for the system's choice. */
  start: text(4096),
  /** Name of the file to save, with its ending. */
  suggestedName: v.optional(text(1000), '')
})
export type PathChoice = v.InferOutput<typeof PathChoice>

/** What a path leads to. `library`, `image` and `file` are told by name and place, not by reading. */
export const PathKind = v.picklist(['library', 'folder', 'image', 'file', 'missing'])
export type PathKind = v.InferOutput<typeof PathKind>

/** The program around the workbench: the desktop application or the browser host. */
export const hostContract = {
  abilities: procedure.output(HostAbilities),
  /** Asks in the system's dialog; null where it is dismissed. Throws `host.not-able`. */
  choosePath: procedure.input(PathChoice).output(v.object({ path: v.nullable(v.string()) })),
  /** Throws `host.not-able` or `file.not-found`. */
  showInFolder: procedure.input(v.object({ path: Path })).output(Done),
  /** What each of the paths leads to, in their order. */
  lookAt: procedure
    .input(v.object({ paths: list(Path, 10_000) }))
    .output(v.array(v.object({ path: v.string(), kind: PathKind })))
}
