import * as v from 'valibot'
import { procedure } from './base'

export const FolderEntry = v.object({
  name: v.string(),
  path: v.string(),
  kind: v.picklist(['folder', 'file'])
})
export type FolderEntry = v.InferOutput<typeof FolderEntry>

/** Looking for a folder or file on the machine that the workbench runs on; the same dialog on every host. */
export const foldersContract = {
  list: procedure.input(v.object({ path: v.nullable(v.string()), files: v.boolean() })).output(
    v.object({
      path: v.string(),
      parent: v.nullable(v.string()),
      entries: v.array(FolderEntry)
    })
  )
}
