import type { ModelDetails } from '../../../shared/domain'

/** The entries of a model's details, such as `gpt2, layers 12, heads 12`. */
export function describeDetails({ kind, ...sizes }: ModelDetails): string {
  return [kind, ...Object.entries(sizes).map(([name, size]) => `${name} ${size}`)].join(', ')
}
