import * as v from 'valibot'
import { TransferId, Upload, UploadParams } from '../domain'
import { Done, procedure } from './base'

const Transfer = v.object({ id: TransferId })

/**
 * Files that people bring to a server through their browsers. The bytes come over HTTP (`uploadPath`);
 * a finished upload is named in inputs by `placeText` in the place of a path.
 */
export const uploadsContract = {
  /**
   * Admits files by their names and sizes; the same files again continue where they were. Throws
   * `upload.bad-name`, `upload.same-name`, `upload.too-many`, `upload.too-large`,
   * `upload.no-space`, or `upload.none-here` on a host of one person.
   */
  begin: procedure.input(UploadParams).output(Upload),
  discard: procedure.input(Transfer).output(Done)
}

/** Files that the server writes for people, who fetch them over HTTP (`downloadPath`). */
export const downloadsContract = {
  /** A place for what is to be written, for an hour. Throws as `uploads.begin`. */
  begin: procedure.output(Transfer),
  discard: procedure.input(Transfer).output(Done)
}
