import { AppError } from '../../../../shared/errors'
import type { Look } from '../look'
import { pairPaths } from '../pair-paths'
import { TextSource } from '../read/text-source'
import { openCaptionPairs, type OpenCaptions } from './caption-pairs'
import { findDialect, TSV } from './dialect'
import { readIwsltXml } from './iwslt-xml'
import { readLinePairs } from './line-pairs'
import { openParquet } from './parquet'
import { openFile, type Opened, type Opening } from './opening'
import { readTable } from './table'

/** The dialect of a table of pairs or captions; for one that is hard to tell, by the file's name. */
export function dialectOf({ ending, text }: Pick<Look, 'ending' | 'text'>) {
  if (ending === '.tsv') return TSV
  return findDialect(text)?.dialect ?? { ...TSV, delimiter: ',', quotes: true }
}

/**
 * Sentence pairs: a table, parquet files, two files whose lines belong together, IWSLT's two XML files,
 * or two files with captions of the same images, which `openCaptions` opens. Throws `import.unknown-format` for any other
 * file, and `import.wrong-shape` for any other folder.
 */
export async function openPairs(opening: Opening, openCaptions: OpenCaptions): Promise<Opened> {
  const { look, columns, images, signal, beside } = opening
  if (look.shards === 'parquet') return openParquet(opening, { pairs: true })
  if (look.isFolder) throw new AppError('import.wrong-shape', { path: look.path, format: 'pairs' })
  if (look.json || beside !== null) return openCaptionPairs(opening, openCaptions)
  if (['.tsv', '.csv'].includes(look.ending)) {
    const dialect = dialectOf(look)
    return openFile(opening, (source) =>
      readTable(source, { dialect, columns, kind: 'pairs', images })
    )
  }
  const paths = pairPaths(look.path)
  const english = new TextSource(paths.english, signal)
  const vietnamese = new TextSource(paths.vietnamese, signal)
  const read = look.ending === '.xml' ? readIwsltXml : readLinePairs
  return { sources: [english, vietnamese], events: read({ english, vietnamese }) }
}
