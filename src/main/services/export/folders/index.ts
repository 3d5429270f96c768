import type { FOLDER_FORMATS } from '../../../../shared/domain'
import type { ExportContext } from '../export-context'
import { writeImagefolder } from './imagefolder'
import { writeTextFolder } from './text-folder'
import { writeWebdataset } from './webdataset'

/** Writes an export into the new `folder`. */
export type FolderWriter = (folder: string, context: ExportContext) => Promise<void>

export const folderWriters: Record<(typeof FOLDER_FORMATS)[number], FolderWriter> = {
  folder: writeTextFolder,
  kohya: writeTextFolder,
  imagefolder: writeImagefolder,
  webdataset: writeWebdataset
}
