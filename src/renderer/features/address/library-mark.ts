import type { LibraryInfo } from '../../../shared/domain'

/** A library as an address names it. */
export interface NamedLibrary {
  /** What its folder was called when the address was made; for people. */
  name: string
  id: string
}

/** What names a library in an address, such as `tour-0d2f6a91b3c4`. */
export const markOf = ({ name, id }: Pick<LibraryInfo, 'name' | 'id'>): string => `${name}-${id}`

/** The library that an address names; null where it names none. */
export function readMark(mark: unknown): NamedLibrary | null {
  const [, name, id] = (typeof mark === 'string' && /^(.*)-([0-9a-f]{12})$/.exec(mark)) || []
  return name === undefined || id === undefined ? null : { name, id }
}
