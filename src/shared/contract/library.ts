import * as v from 'valibot'
import { LibraryInfo } from '../domain'
import { Done, procedure } from './base'

const AtPath = v.object({ path: v.string() })

/** Making, opening and closing the one library that the workbench works on. */
export const libraryContract = {
  state: procedure.output(
    v.object({ library: v.nullable(LibraryInfo), recent: v.array(v.string()) })
  ),
  create: procedure.input(AtPath).output(LibraryInfo),
  open: procedure.input(AtPath).output(LibraryInfo),
  close: procedure.output(Done)
}
