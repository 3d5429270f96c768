import * as v from 'valibot'
import { Path } from '../domain'
import { procedure } from './base'

export const FolderEntry = v.object({
  name: v.string(),
  path: v.string(),
  kind: v.picklist(['folder', 'file'])
})
export type FolderEntry = v.InferOutput<typeof FolderEntry>

/** Looking for a folder or file on the machine that the workbench runs on; the same dialog on every host. */
export const foldersContract = {
  list: procedure.input(v.object({ path: v.nullable(Path), files: v.boolean() })).output(
    v.object({
      /** Empty for the list of the folders that the host is limited to. */
      path: v.string(),
      /** Null where there is none; empty for that list. */
      parent: v.nullable(v.string()),
      entries: v.array(FolderEntry)
    })
  )
}
