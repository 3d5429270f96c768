import { readFile } from 'node:fs/promises'
import type { TextMode } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { itemSharesStem } from '../../../store/ledger'
import type { Library } from '../../../store/library'
import { writeFileAtomic } from '../../files/write-file-atomic'
import { captioned } from './captioned'

/**
 * Writes each caption beside its picture: `x.txt` for `x.jpg`, and `x.jpg.txt` where another picture
 * is called `x` too. A caption that the file holds on a line of its own already is not written twice.
 */
export async function writeTextsBeside(
  library: Library,
  { jobId, mode }: { jobId: number; mode: TextMode },
  counts: { captions: number; kept: number }
): Promise<void> {
  for await (const item of captioned(library, jobId)) {
    const shared = itemSharesStem(library.read, jobId, item)
    const path = shared ? `${item.path}.txt` : item.path.replace(/\.[^./\\]+$/, '') + '.txt'
    const line = item.text.split(/\s*[\r\n]+\s*/).join(' ')
    const next = joinText(await textAt(path), line, mode)
    if (next === null) counts.kept += 1
    else await writeFileAtomic(path, next)
    counts.captions += next === null ? 0 : 1
  }
}

/** What the file is to hold, or null where it stays as it is. */
function joinText(before: string | null, line: string, mode: TextMode): string | null {
  if (before === null || mode === 'replace') return `${line}\n`
  if (mode === 'keep' || before.split(/\r?\n/).includes(line)) return null
  if (mode === 'prepend') return `${line}\n${before}`
  return before === '' || before.endsWith('\n') ? `${before}${line}\n` : `${before}\n${line}\n`
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('file.unreadable', { path, detail }, { cause })
  }
}
