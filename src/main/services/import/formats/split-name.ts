import type { Split } from '../../../../shared/domain'

/**
 * What folders and shards of a split are called, as by the loader of Hugging Face's image folders; our
 * exports have a name for images of none too.
 */
const SPLIT_NAMES: Readonly<Record<Split, readonly string[]>> = {
  train: ['train', 'training'],
  val: ['val', 'valid', 'validation', 'dev'],
  test: ['test', 'testing', 'eval', 'evaluation'],
  none: ['unassigned']
}

/** The split that a folder above a file says; null where none does. */
export function splitOfPath(path: string): Split | null {
  const folders = path.toLowerCase().split('/').slice(0, -1)
  for (const folder of folders) {
    const words = folder.split(/[^a-z]+/)
    const found = splits.find((split) => SPLIT_NAMES[split].some((name) => words.includes(name)))
    if (found) return found
  }
  return null
}

/** The split that a name says with the folders above it: of a shard, or as a column has it. */
export const splitOfName = (name: string): Split | null => splitOfPath(`${name}/`)

const splits = Object.keys(SPLIT_NAMES) as Split[]
