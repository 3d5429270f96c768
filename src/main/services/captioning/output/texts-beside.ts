import type { CaptioningExportReport, TextMode } from '../../../../shared/domain'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import { itemSharesStem } from '../../../store/jobs/ledger'
import type { Library } from '../../../store/core/library'
import { checkAllowed } from '../../../base/files/allowed-roots'
import { captioned } from './captioned'
import {
  findTextFile,
  plainText,
  readTextFile,
  writeTextFile,
  type FileText
} from '../../output/text-file'

/** Failures that the report names. */
const LISTED_FAILURES = 100

/**
 * Writes each caption next to its image: `x.txt` for `x.jpg`, and `x.jpg.txt` where another image
 * is called `x` too. A caption that the file holds on a line of its own already is not written twice.
 * A file that is there keeps its encoding, byte order mark, line ends and mode; one that cannot be
 * read or written is counted with its reason, and stays as it is.
 */
export async function writeTextsBeside(
  library: Library,
  { jobId, mode }: { jobId: number; mode: TextMode },
  counts: Pick<CaptioningExportReport, 'captions' | 'kept' | 'unwritten' | 'failures'>
): Promise<void> {
  for await (const item of captioned(library, jobId)) {
    const shared = itemSharesStem(library.read, jobId, item)
    const path = shared ? `${item.path}.txt` : item.path.replace(/\.[^./\\]+$/, '') + '.txt'
    const line = item.text.split(/\s*[\r\n]+\s*/).join(' ')
    try {
      await checkAllowed(path)
      if (await writeBeside(path, line, mode)) counts.captions += 1
      else counts.kept += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      counts.unwritten += 1
      if (counts.failures.length < LISTED_FAILURES) {
        counts.failures.push({ file: path, error: toErrorInfo(error) })
      }
    }
  }
}

/** Whether something was written; else the file has the line already, or is to be kept. */
async function writeBeside(path: string, line: string, mode: TextMode): Promise<boolean> {
  const found = await findTextFile(path)
  if (!found || mode === 'replace' || mode === 'keep') {
    if (found && mode === 'keep') return false
    await writeTextFile(path, `${line}\n`, plainText.encoding, found)
    return true
  }
  const before = await readTextFile(found)
  const next = joinText(before, line, mode)
  if (next === null) return false
  await writeTextFile(path, next, before.encoding, found)
  return true
}

/** What the file is to hold, or null where it has the line. */
function joinText(
  { text, lineEnd }: FileText,
  line: string,
  mode: 'append' | 'prepend'
): string | null {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.some((one) => one.normalize('NFC') === line)) return null
  if (mode === 'prepend') return line + lineEnd + text
  return (lines.at(-1) === '' ? text : text + lineEnd) + line + lineEnd
}
