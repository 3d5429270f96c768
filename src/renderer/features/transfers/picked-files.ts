/** A file that somebody chose or dropped, with its path inside what they chose. */
export interface PickedFile {
  /** With forward slashes. */
  name: string
  file: File
}

/** Files that systems put beside others, and hidden ones: nobody means them. */
const UNMEANT = /(^|\/)(\.[^/]*|thumbs\.db|desktop\.ini)(\/|$)/i

/** What was meant of the files of a file chooser or a drop, and how many of them are empty. */
export function meantFiles(picked: readonly PickedFile[]): {
  files: PickedFile[]
  empty: number
} {
  const meant = picked.filter(({ name }) => !UNMEANT.test(name))
  const files = meant.filter(({ file }) => file.size > 0)
  return { files, empty: meant.length - files.length }
}

export const chosenFiles = (list: FileList | null): PickedFile[] =>
  [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }))

/** All files that were dropped, also those in folders. Call it before the event is over. */
export async function droppedFiles({ dataTransfer }: DragEvent): Promise<PickedFile[]> {
  // What is asked for later, the browser has taken back.
  const entries = [...(dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry())
  const found: PickedFile[] = []
  for (const entry of entries) if (entry) found.push(...(await filesOf(entry, '')))
  return found
}

async function filesOf(entry: FileSystemEntry, folder: string): Promise<PickedFile[]> {
  const name = folder + entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      ;(entry as FileSystemFileEntry).file(resolve, reject)
    })
    return [{ name, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: PickedFile[] = []
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (entries.length === 0) return found
    for (const inner of entries) found.push(...(await filesOf(inner, `${name}/`)))
  }
}

/**
 * What of an upload is to be read: its one file, the one folder that everything is in, the first of
 * the two sides of sentence pairs, or else all of it (empty).
 */
export function mainPath(names: readonly string[]): string {
  const [first = ''] = names
  if (names.length === 1) return first
  const stems = new Set(names.map((name) => name.replace(/\.(en|vi)(\.xml|\.txt)?$/i, '$2')))
  if (names.length === 2 && stems.size === 1) return first
  const [folder = ''] = first.split('/')
  return first.includes('/') && names.every((name) => name.startsWith(`${folder}/`)) ? folder : ''
}
