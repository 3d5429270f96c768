import { imageFields, parseFilter, quoteValue, type FilterNode } from '../../../shared/filter'
import { AppError } from '../../../shared/errors'

const FIELDS: Record<string, string> = {
  open: 'open-for',
  done: 'done-by',
  skipped: 'skipped-by'
}

type Mine = Extract<FilterNode, { type: 'choice' }>

/**
 * The filter's text with the person's own name in the place of each `mine:`, since the store does not
 * know who asks. Throws `assignment.nobody` where they have no name.
 */
export function resolveMine(text: string, person: string | null): string {
  const { node, errors } = parseFilter(text, imageFields)
  // What cannot be understood is reported by whoever reads it next.
  const found = errors.length > 0 ? [] : minesIn(node)
  let resolved = text
  for (const { values, start, end } of found.sort((one, other) => other.start - one.start)) {
    if (person === null) throw new AppError('assignment.nobody')
    const parts = values.map((value) => `${FIELDS[value] ?? 'assigned'}:${quoteValue(person)}`)
    const either = parts.length > 1 ? `(${parts.join(' OR ')})` : parts.join('')
    resolved = resolved.slice(0, start) + either + resolved.slice(end)
  }
  return resolved
}

function minesIn(node: FilterNode | null): Mine[] {
  switch (node?.type) {
    case 'and':
    case 'or':
      return node.parts.flatMap(minesIn)
    case 'not':
      return minesIn(node.part)
    case 'choice':
      return node.field === 'mine' ? [node] : []
    default:
      return []
  }
}
