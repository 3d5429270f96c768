import { AppError } from '../../../shared/errors'
import type { Named } from '../../store/images/export-names'

/**
 * The one image that the template `sample` means by a name, or null where there is none. Throws
 * `export.ambiguous-name` where several have it: to guess would put captions on the wrong images.
 */
export function onlyNamed(
  found: readonly Named[],
  { sample, name, nameOf }: { sample: string; name: string; nameOf(image: Named): string }
): Named | null {
  const [first, ...others] = found
  if (first === undefined) return null
  if (others.length === 0) return first
  throw new AppError('export.ambiguous-name', {
    path: sample,
    name,
    count: found.length,
    example: nameOf(first)
  })
}
