import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Member } from '../assignments/work-lists'
import { People } from './people'

/**
 * The people of the server that is started with a settings folder, for commands that work on its
 * library; null where it has none.
 */
export function teamMembers(configDir: string): readonly Member[] | null {
  if (!existsSync(join(configDir, 'people', 'people.sqlite'))) return null
  const people = new People(configDir)
  try {
    const found = people.list()
    return found.length > 0 ? found : null
  } finally {
    people.close()
  }
}
