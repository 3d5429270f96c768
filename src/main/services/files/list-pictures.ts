import { walkFiles } from './walk-files'

/** Names that look like a picture; whether they are is found by reading them. */
export const PICTURE_NAME = /\.(jpe?g|png|webp|gif|tiff?|avif|hei[cf]|bmp)$/i

/**
 * The pictures of a folder as paths inside it with forward slashes, sorted. Hidden files are passed
 * over, and so are links that lead to a folder or out of this one. Throws `file.not-found` or
 * `file.unreadable`, also for a folder inside.
 */
export function listPictures(folder: string, recursive: boolean): Promise<string[]> {
  return listFiles(folder, recursive, PICTURE_NAME)
}

/** The files of a folder whose name fits `wanted`, otherwise as {@link listPictures} gives them. */
export async function listFiles(
  folder: string,
  recursive: boolean,
  wanted: RegExp
): Promise<string[]> {
  const found: string[] = []
  for await (const { name, error } of walkFiles(folder, recursive, wanted)) {
    if (error) throw error
    found.push(name)
  }
  return found.sort()
}
