import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Option } from 'commander'
import { ImageState, Split, type CaptioningSource, type ImageFilter } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'

export interface SourceOptions {
  subfolders: boolean
  filter?: string
  split?: Split
  state?: ImageState
}

export const sourceOptions = (): Option[] => [
  new Option('--no-subfolders', 'only the pictures of the folder itself'),
  new Option('--filter <text>', 'pictures of the library that the filter admits; "" for all'),
  new Option('--split <name>', 'pictures of a split of the library').choices(Split.options),
  new Option('--state <name>', 'pictures of the library in a state').choices(ImageState.options)
]

/** The folder or list that was named, or what the library is asked for. Throws `call.wrong`. */
export function captionSource(
  named: string | undefined,
  { subfolders, filter: text, split, state }: SourceOptions
): CaptioningSource {
  const asked = text !== undefined || split !== undefined || state !== undefined
  if (named !== undefined && asked) {
    throw new AppError('call.wrong', {
      detail: 'name a folder or list, or ask the library, not both'
    })
  }
  if (named !== undefined) {
    const path = resolve(named)
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) throw new AppError('file.not-found', { path })
    return found.isDirectory()
      ? { kind: 'folder', path, recursive: subfolders }
      : { kind: 'list', path }
  }
  if (!asked) {
    throw new AppError('call.wrong', {
      detail: 'name a folder, a list, --filter, --split or --state'
    })
  }
  const filter: ImageFilter = {
    ...(text && { text }),
    ...(split && { split }),
    ...(state && { state })
  }
  return { kind: 'images', selection: { filter, except: [] } }
}
