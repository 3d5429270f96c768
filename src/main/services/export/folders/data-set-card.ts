/** A split of a written data set. */
export interface SplitCount {
  name: string
  images: number
}

/** What the Hub calls data sets of so many records. */
const SIZES: readonly [number, string][] = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M']
]

/**
 * The README.md of a data set as the Hugging Face Hub reads it.
 *
 * @param files Pattern of the files of a split, relative to the card.
 */
export function dataSetCard(
  splits: readonly SplitCount[],
  files: (split: string) => string
): string {
  const images = splits.reduce((sum, split) => sum + split.images, 0)
  const size = SIZES.find(([limit]) => images < limit)?.[1] ?? 'n>1M'
  return `---
language:
- vi
license: unknown
task_categories:
- image-to-text
size_categories:
- ${size}
configs:
- config_name: default
  data_files:
${splits.map(({ name }) => `  - split: ${name}\n    path: ${files(name)}`).join('\n')}
---

# Vietnamese image captions

| Split | Images |
| --- | --- |
${splits.map(({ name, images: count }) => `| ${name} | ${count} |`).join('\n')}

Each record has an image, its first caption (\`text\`) and all of its captions (\`captions\`).

Exported by Viecap Workbench. State the licence of the images and captions above before you publish them.
`
}
