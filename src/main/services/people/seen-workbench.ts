import type { Library } from '../../store/core/library'
import type { Viewer } from '../../store/core/viewer'
import { reviewSettings } from '../../store/captions/review-rule'
import type { Workbench } from '../workbench/workbench'
import type { Caller } from './caller'

/** As whom a person reads an open library; null where they see all of it. */
export function viewerFor({ name, role }: Caller, library: Library): Viewer | null {
  if (name === null || role !== 'annotator') return null
  const { blind } = reviewSettings(library.read)
  return blind === 'off' ? null : { name, ownOnly: blind === 'all' }
}

/**
 * The workbench as a person is to see it: where annotation is blind, all that reads the library by it
 * reads through a connection that has no captions but theirs and, by the setting, those that came with
 * the data. Writing is not narrowed: who answers with what was written reads it again.
 */
export function seenBy(workbench: Workbench, caller: Caller): Workbench {
  if (caller.name === null || caller.role !== 'annotator') return workbench
  return new Proxy(workbench, {
    get(target, key) {
      if (key === 'library') return seenLibrary(target.library, caller)
      if (key === 'info') return () => seenInfo(target, caller)
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    }
  })
}

function seenLibrary(library: Library, caller: Caller): Library {
  const viewer = viewerFor(caller, library)
  if (!viewer) return library
  const seen = library.seenBy(viewer)
  return new Proxy(library, {
    get: (target, key): unknown =>
      key in seen ? Reflect.get(seen, key) : Reflect.get(target, key, target)
  })
}

/** The open library with the counts of what the person sees. */
async function seenInfo(workbench: Workbench, caller: Caller): ReturnType<Workbench['info']> {
  const info = await workbench.info()
  return info && { ...info, counts: await seenCounts(workbench, caller, info.counts) }
}

export async function seenCounts<T extends object>(
  workbench: Workbench,
  caller: Caller,
  counts: T
): Promise<T> {
  const { library } = workbench
  const viewer = viewerFor(caller, library)
  if (!viewer) return counts
  return { ...counts, ...(await library.seenBy(viewer).reader.ask('libraryCounts')) }
}
