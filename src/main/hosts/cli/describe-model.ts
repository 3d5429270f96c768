import type { ModelDetails } from '../../../shared/domain'

/** The entries of a model's details, such as `gpt2, layers 12, heads 12`. */
export function describeDetails({ kind, ...sizes }: ModelDetails): string {
  return [kind, ...Object.entries(sizes).map(([name, size]) => `${name} ${describe(size)}`)].join(
    ', '
  )
}

const describe = (size: string | number | boolean | readonly string[]): string =>
  typeof size === 'object' ? size.join(' + ') : String(size)
