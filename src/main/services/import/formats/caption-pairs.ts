import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join, posix, resolve } from 'node:path'
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

/** Endings of files with captions. */
const ENDING = /\.(jsonl?|ndjson|csv|tsv)$/i

/** Captions that tell what the two files are joined by. */
const PROBED = 500

/** Opens a file of images with captions, whatever its format; throws `import.wrong-shape` for any other. */
export type OpenCaptions = (path: string) => Promise<Opened>

/**
 * Pairs from two files with captions of the same images, one in English and one in Vietnamese: COCO's,
 * such as `captions_train2017_trans.json` and its original, or two of another format. Captions of one
 * annotation id and image are a pair; where the files do not share those, the first caption of an image
 * with its first, and so on. Images are known by their ids in COCO files, elsewhere by their names
 * without folders. Throws `import.no-partner` where the other file is not found.
 */
export async function openCaptionPairs(
  { look, beside, signal }: Opening,
  openCaptions: OpenCaptions
): Promise<Opened> {
  const paths = await bothSides(look.path, beside)
  const open = async (path: string): Promise<Opened> => {
    const coco = await openCocoFile(path, signal)
    return coco ? { sources: [coco.source], events: coco.events } : openCaptions(path)
  }
  const english = await open(paths.english)
  const vietnamese = await open(paths.vietnamese)
  const other = look.path === paths.english ? paths.vietnamese : paths.english
  return { kind: 'pairs', sources: [...english.sources, ...vietnamese.sources], events: readBoth() }

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
        const haveIds = probed.every(({ id }) => id !== NO_ID)
        joinedBy = haveIds && 2 * pairing.shared(probed) >= probed.length ? 'annotation' : 'image'
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

/** Of a caption whose annotation has no id. */
const NO_ID = JSON.stringify(null)

function captionIn(event: ImportEvent) {
  if (event.type === 'caption') {
    const { extra, key: image, text, where } = event
    return [{ id: JSON.stringify(extra?.['id'] ?? null), image, text, where }]
  }
  if (event.type !== 'image') return []
  const { name, captions, where } = event
  const image = posix.basename(name.replaceAll('\\', '/'))
  return captions.map(({ text }) => ({ id: NO_ID, image, text, where }))
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
  const says = [basename(path).replace(ENDING, ''), basename(dirname(path))].join('.')
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
      .filter((name) => extname(name) === extname(path) && stemOf(name) === stemOf(basename(path)))
      .map((name) => join(folder, name))
      .filter((file) => file !== path && weight(file) !== weight(path))
    const [found] = await onlyAllowed(files.sort((a, b) => a.length - b.length))
    if (found !== undefined) return found
  }
  return null
}

const stemOf = (name: string): string =>
  name
    .replace(ENDING, '')
    .replace(VIETNAMESE, '')
    .replace(ENGLISH, '')
    .replace(/^[_.-]+/, '')
    .toLowerCase()
