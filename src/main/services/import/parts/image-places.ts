import { basename, join } from 'node:path/posix'
import type { Split } from '../../../../shared/domain'
import { splitOfPath } from '../formats/split-name'
import { refuseId } from '../image-id'

/** Finds the images of a zip by the names that records have for them. */
export class ImagePlaces {
  /** Paths by themselves and by their last step, in normal form C. */
  readonly #paths = new Map<string, string>()
  readonly #byName = new Map<string, string[]>()

  /** @param paths Of the files in the zip that may be images. */
  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      const key = path.normalize('NFC')
      this.#paths.set(key, path)
      const name = basename(key)
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), key])
    }
  }

  /**
   * The path of the image that a record of a file in `folder` calls `name`: as seen from there, from
   * the top, or the only one that ends so; of several the one whose folder says `split`. Null where
   * none is, or it cannot be told which.
   */
  find(name: string, folder: string, split: Split | null): string | null {
    if (refuseId(name) !== null) return null
    const wanted = join(name.normalize('NFC'))
    const direct = [join(folder, wanted), wanted].find((path) => this.#paths.has(path))
    if (direct !== undefined) return this.#paths.get(direct) ?? null
    const named = this.#byName.get(basename(wanted)) ?? []
    const ending = named.filter((path) => path.endsWith(`/${wanted}`))
    const likely = ending.length > 0 ? ending : named
    const ofSplit = likely.filter((path) => split !== null && splitOfPath(path) === split)
    const [only, ...others] = likely.length > 1 ? ofSplit : likely
    return only === undefined || others.length > 0 ? null : (this.#paths.get(only) ?? null)
  }
}
