/** `name` inside `folder`, with the separator that the folder's own path uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}

/** Whether a path is a folder or something in it. */
export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(joinPath(folder, ''))

/** The last part of a path. */
export const baseName = (path: string): string =>
  path
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .pop() ?? path

/** The folder that a path lies in; of a top folder that folder itself. */
export function parentPath(path: string): string {
  const parent = path.replace(/[\\/]+$/, '').slice(0, -baseName(path).length)
  const trimmed = parent.replace(/[\\/]+$/, '')
  return trimmed === '' || /^[a-z]:$/i.test(trimmed) ? parent || path : trimmed
}
