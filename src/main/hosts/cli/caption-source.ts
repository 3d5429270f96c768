import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Option } from 'commander'
import { ImageState, Split, type CaptioningSource, type ImageFilter } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { IMAGE_NAME } from '../../../shared/image-name'

export interface SourceOptions {
  subfolders: boolean
  filter?: string
  split?: Split
  state?: ImageState
}

export const sourceOptions = (): Option[] => [
  new Option('--no-subfolders', 'leave out subfolders'),
  new Option('--filter <text>', 'images of the library that match the filter; "" for all'),
  new Option('--split <name>', 'images of the library in this split').choices(Split.options),
  new Option('--state <name>', 'images of the library in this state').choices(ImageState.options)
]

/** The folder or list that was named, or what the library is asked for. Throws `call.wrong`. */
export function captionSource(
  named: string | undefined,
  { subfolders, filter: text, split, state }: SourceOptions
): CaptioningSource {
  const asked = text !== undefined || split !== undefined || state !== undefined
  if (named !== undefined && asked) {
    throw new AppError('call.wrong', {
      detail: 'give a folder or list, or images of the library, not both'
    })
  }
  if (named !== undefined) {
    const path = resolve(named)
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) throw new AppError('file.not-found', { path })
    return found.isDirectory() || IMAGE_NAME.test(path)
      ? { kind: 'folder', path, recursive: subfolders }
      : { kind: 'list', path }
  }
  if (!asked) {
    throw new AppError('call.wrong', {
      detail: 'give a folder, a list, --filter, --split or --state'
    })
  }
  const filter: ImageFilter = {
    ...(text && { text }),
    ...(split && { split }),
    ...(state && { state })
  }
  return { kind: 'images', selection: { filter, except: [] } }
}
