import * as v from 'valibot'
import {
  DecodeOptions,
  type CaptionChoice,
  type CaptionerChoice,
  type Interval
} from '../../../../shared/domain'
import type { RunConfig } from '../../../../shared/domain'
import type { Library } from '../../../store/core/library'
import { cardFacts, type CardFacts } from './card-facts'

/**
 * The README.md of a captioner as the Hugging Face hub reads it: its head with licence, base models
 * and scores (`model-index`), what it was trained on, its scores by profile with intervals, and all
 * settings. The same facts give the same text. Throws as `cardFacts`.
 *
 * @param license By the hub's ids, such as `mit`.
 * @param memory Whether the folder holds the texts that it was trained on.
 */
export async function modelCard(
  library: Library,
  choice: CaptionerChoice,
  { license, memory }: { license: string; memory: boolean }
): Promise<string> {
  const facts = await cardFacts(library, choice)
  return `---
language:
- vi
license: ${license}
pipeline_tag: image-to-text
tags:
- image-captioning
- clipcap
${list('base_model', facts.baseModels)}${modelIndex(facts)}---

# ${oneLine(facts.name)}

Writes Vietnamese captions for images: the embedding of the image becomes prefix tokens of a Vietnamese GPT-2.

| Part | |
| --- | --- |
| Encoder (not in this folder) | ${cell(facts.clip)} |
| GPT-2 (\`model.safetensors\`) | ${cell(facts.gpt ?? 'its own')} |
| Mapping network | \`clip_project.safetensors\` |
${memory ? '| Texts that it was trained on, with their embeddings | `memory/` |\n' : ''}
## Trained on

${trainedOn(facts)}
## Scores

${scores(facts)}
${settings(facts)}## Use

\`viecap models add FOLDER --library DIR\` registers this folder for Viecap Workbench. The GPT-2 alone loads as any of its kind in Transformers.

Exported by Viecap Workbench.${license === 'unknown' ? ' State the licence of the model and of its data above before you publish it.' : ''}
`
}

function list(field: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${field}:\n${values.map((value) => `- ${value}\n`).join('')}`
}

/** Scores as the hub lists them, from 0 to 1; CIDEr-D from 0 to 10. */
function modelIndex({ name, evaluations }: CardFacts): string {
  if (evaluations.length === 0) return ''
  const results = evaluations.map(({ report }) => {
    const { split, profile, bleuAverage, bleu, rougeL, ciderD } = report
    const metrics = [
      ['bleu', `BLEU (mean of 1 to 4, ${profile})`, bleuAverage],
      ['bleu', `BLEU-4 (${profile})`, bleu[3]],
      ['rouge', `ROUGE-L (${profile})`, rougeL],
      ['cider', `CIDEr-D (${profile})`, ciderD]
    ] as const
    const rows = metrics.map(
      ([type, label, value]) =>
        `    - type: ${type}\n      name: ${label}\n      value: ${figure(value)}\n`
    )
    return `  - task:
      type: image-to-text
    dataset:
      type: own
      name: own images
      split: ${split}
    metrics:
${rows.join('')}`
  })
  return `model-index:\n- name: ${JSON.stringify(oneLine(name))}\n  results:\n${results.join('')}`
}

function trainedOn({ run, averageOf }: CardFacts): string {
  if (averageOf.length > 0)
    return `The average of the weights of ${averageOf.map(oneLine).join(', ')}.\n`
  if (!run) return 'Not known: the captioner was registered from its files.\n'
  const { data, checkpoint, config } = run
  const count = (value: number) => value.toLocaleString('en')
  return `- ${count(data.captions)} captions of ${count(data.images)} images, ${perEpoch(config.captionRepeat)}${chosenCaptions(config)}
- ${count(data.pairs)} English-Vietnamese sentence pairs, ${perEpoch(config.pairRepeat)}
${retrieved(config)}- ${count(data.validationCaptions)} captions to validate with
- ${count(checkpoint.step)} updates, epoch ${checkpoint.epoch}${checkpoint.valLoss === null ? '' : `, validation loss ${figure(checkpoint.valLoss)}`}
`
}

/** What it is prompted with; nothing where it has no prompt. */
const retrieved = ({ retrievedCaptions }: Pick<RunConfig, 'retrievedCaptions'>): string =>
  retrievedCaptions === 0
    ? ''
    : `- prompted with captions of the nearest training images (${retrievedCaptions}), so captioning needs \`memory/\`\n`

/** Whose captions the run took, and which; nothing where it took all. */
function chosenCaptions(config: CaptionChoice): string {
  const { captionState, captionAuthors, captionReviewers, captionsPerImage } = config
  const parts = [
    captionState === 'usable' ? '' : `${captionState} ones`,
    captionAuthors && `written by ${oneLine(captionAuthors)}`,
    captionReviewers && `accepted by ${oneLine(captionReviewers)}`,
    captionsPerImage > 0 ? `at most ${captionsPerImage} per image` : ''
  ].filter(Boolean)
  return parts.length > 0 ? `: ${parts.join(', ')}` : ''
}

const perEpoch = (times: number) => `each ${times === 1 ? 'once' : `${times} times`} an epoch`

function scores({ evaluations }: CardFacts): string {
  if (evaluations.length === 0) return 'It has not been evaluated.\n'
  const rows = evaluations.map(({ report, params }) => {
    const { split, images, profile, bleu, bleuAverage, rougeL, ciderD, intervals } = report
    const figures = [
      within(bleuAverage, intervals?.bleuAverage),
      within(bleu[3], intervals?.bleu[3]),
      within(rougeL, intervals?.rougeL),
      within(ciderD, intervals?.ciderD)
    ]
    const first = [split, images, profile, cell(describeDecoding(params))]
    return `| ${[...first, ...figures].join(' | ')} |`
  })
  return `| Split | Images | Profile | Decoding | BLEU (mean of 1 to 4) | BLEU-4 | ROUGE-L | CIDEr-D |
| --- | ---: | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

In brackets the middle 95% when the images are resampled. The profile says what a word is (\`syllable\`: what stands between white space); figures of different profiles cannot be compared.
`
}

/** The method, and what is set otherwise than by default. */
function describeDecoding(params: DecodeOptions): string {
  const usual: Partial<Record<string, unknown>> = v.getDefaults(DecodeOptions)
  return Object.entries(params)
    .filter(([key, value]) => key === 'method' || value !== usual[key])
    .map(([key, value]) => (key === 'method' ? String(value) : `${key} ${String(value)}`))
    .join(', ')
}

/** What the head of the card says already, or what only the library knows. */
const elsewhere = new Set(['name', 'clipModelId', 'gptModelId', 'startModelId'])

function settings({ run }: CardFacts): string {
  if (!run) return ''
  const rows = Object.entries(run.config)
    .filter(([key]) => !elsewhere.has(key))
    .map(([key, value]) => `| ${key} | ${cell(String(value))} |`)
  return `## Settings

| Setting | Value |
| --- | --- |
${rows.join('\n')}

`
}

const figure = (value: number): string => value.toFixed(4)

const within = (value: number, interval?: Interval): string =>
  interval ? `${figure(value)} (${interval.map(figure).join(' to ')})` : figure(value)

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A text inside a table of Markdown. */
const cell = (text: string): string => oneLine(text).replace(/[\\|<]/g, '\\$&')
