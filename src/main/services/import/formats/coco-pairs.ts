import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { onlyAllowed } from '../../../base/files/allowed-roots'
import { openPairing, type Pairing } from '../../../store/imports/pairing'
import { openCocoFile } from './coco-names'
import type { ImportEvent, ImportEvents } from './events'
import type { Opened, Opening } from './opening'

/** What is in the name of a file with Vietnamese captions, and not in that of its English original. */
const VIETNAMESE =
  /(^|[_.-])(trans(_plus)?|translated|vi|vn|vie|viet|vietnamese|uitviic)(?=[_.-]|$)/gi
const ENGLISH = /(^|[_.-])(en|eng|english)(?=[_.-]|$)/gi

/** Captions that tell what the two files are joined by. */
const PROBED = 500

/**
 * Pairs from two COCO files with captions of the same images, one in English and one in Vietnamese,
 * such as `captions_train2017_trans.json` and its original. Captions of one annotation id and image are
 * a pair; where the files do not share those, the first caption of an image with its first, and so on.
 * Throws `import.no-partner` where the other file is not found.
 */
export async function openCocoPairs({ look, beside, signal }: Opening): Promise<Opened> {
  const paths = await bothSides(look.path, beside)
  const english = await openCoco(paths.english, signal)
  const vietnamese = await openCoco(paths.vietnamese, signal)
  const other = look.path === paths.english ? paths.vietnamese : paths.english
  return { sources: [english.source, vietnamese.source], events: readBoth() }

  async function* readBoth(): ImportEvents {
    const pairing = openPairing()
    try {
      for await (const batch of english.events) {
        pairing.addEnglish(batch.flatMap(captionIn))
        yield batch.filter(({ type }) => type === 'skip')
      }
      yield* readVietnamese(pairing)
    } finally {
      pairing.close()
    }
  }

  async function* readVietnamese(pairing: Pairing): ImportEvents {
    let joinedBy: 'annotation' | 'image' | null = null
    for await (const batch of vietnamese.events) {
      const captions = batch.flatMap(captionIn)
      if (joinedBy === null && captions.length > 0) {
        const probed = captions.slice(0, PROBED)
        joinedBy = 2 * pairing.shared(probed) >= probed.length ? 'annotation' : 'image'
        yield [{ type: 'taken', taken: { joinedBy, beside: other } }]
      }
      const by = joinedBy ?? 'image'
      yield [
        ...batch.filter(({ type }) => type === 'skip'),
        ...captions.flatMap((caption): ImportEvent[] => {
          const found = pairing.take(caption, by)
          if (found === null) return []
          const { text: vietnameseText, where } = caption
          return [{ type: 'pair', english: found, vietnamese: vietnameseText, extra: null, where }]
        })
      ]
    }
  }
}

const captionIn = (event: ImportEvent) =>
  event.type === 'caption'
    ? [
        {
          id: JSON.stringify(event.extra?.['id'] ?? null),
          image: event.key,
          text: event.text,
          where: event.where
        }
      ]
    : []

async function openCoco(path: string, signal: AbortSignal | undefined) {
  const file = await openCocoFile(path, signal)
  if (!file) throw new AppError('import.wrong-shape', { path, format: 'coco' })
  return file
}

/** The English and the Vietnamese file; throws `import.no-partner`. */
async function bothSides(path: string, beside: string | null) {
  const partner = beside ?? (await findPartner(path))
  if (partner === null) throw new AppError('import.no-partner', { path })
  const isVietnamese = weight(path) >= weight(partner)
  return isVietnamese
    ? { english: partner, vietnamese: path }
    : { english: path, vietnamese: partner }
}

/** How much the path says that its captions are Vietnamese. */
const weight = (path: string): number => {
  const says = [basename(path).replace(/\.json$/i, ''), basename(dirname(path))].join('.')
  return (says.match(VIETNAMESE)?.length ?? 0) - (says.match(ENGLISH)?.length ?? 0)
}

/** Of files with captions those whose Vietnamese translation is among them, by their names. */
export const originalsAmong = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(
    paths.filter((path) =>
      paths.some(
        (other) =>
          stemOf(basename(other)) === stemOf(basename(path)) && weight(other) > weight(path)
      )
    )
  )

/** The file beside, or in the folder of the other language, that is called the same but for that. */
async function findPartner(path: string): Promise<string | null> {
  const own = dirname(path)
  const near = await readdir(dirname(own)).catch(() => [])
  const folders = [
    own,
    ...near.filter((name) => /^(en|eng|english|vi|vie|vietnamese)$/i.test(name))
  ].map((name) => resolve(dirname(own), name))
  for (const folder of new Set(folders)) {
    const names = await readdir(folder).catch(() => [])
    const files = names
      .filter((name) => /\.json$/i.test(name) && stemOf(name) === stemOf(basename(path)))
      .map((name) => join(folder, name))
      .filter((file) => file !== path && weight(file) !== weight(path))
    const [found] = await onlyAllowed(files.sort((a, b) => a.length - b.length))
    if (found !== undefined) return found
  }
  return null
}

const stemOf = (name: string): string =>
  name
    .replace(/\.json$/i, '')
    .replace(VIETNAMESE, '')
    .replace(ENGLISH, '')
    .replace(/^[_.-]+/, '')
    .toLowerCase()
