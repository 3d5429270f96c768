import type { ModelDetails } from '../../../shared/domain'

type Detail = string | number | boolean | readonly string[]

/** The entries of a model's details, such as `gpt2, layers 12, heads 12`. */
export function describeDetails({ kind, ...sizes }: ModelDetails): string {
  const entries = Object.entries<Detail>(sizes)
  return [kind, ...entries.map(([name, size]) => `${name} ${describe(size)}`)].join(', ')
}

const describe = (size: Detail): string =>
  typeof size === 'object' ? size.join(' + ') : String(size)
