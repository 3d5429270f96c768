import type { Agreement, AgreementPair, Mean } from '../../../../shared/domain'
import { chrfLikeness, pairValues, type PersonText } from '../../../base/text-agreement'
import type { BootstrapDraws } from '../bootstrap'
import { DocumentFrequencies } from '../document-frequencies'
import { ciderPairs } from '../pairwise'
import { mean } from '../words'
import { meanIntervals } from './resample'

/** Pairs of people that are listed. */
const MOST_PAIRS = 500

type Figures = Pick<Agreement, 'images' | 'documents' | 'ciderD' | 'chrf' | 'pairs' | 'pairCount'>

/** Values of the images that two people have in common, and of all images: CIDEr-D and chrF2. */
class Values {
  readonly ciderD: number[] = []
  readonly chrf: number[] = []

  add(ciderD: number, chrf: number): void {
    this.ciderD.push(ciderD)
    this.chrf.push(chrf)
  }
}

/**
 * How alike people caption: CIDEr-D (Vedantam et al., 2015) and chrF2 (Popović, 2015) between the captions
 * of each two people of an image, in both directions, since neither is the reference of the other; their
 * mean over the pairs of people, and over the images. Each image counts once, however many people it has.
 *
 * The document frequencies of CIDEr-D are those of all captions that are given: a document is an image
 * with what all people wrote for it, also where that is one person alone.
 *
 * @param images The captions of each image, with who wrote them.
 * @param split The words of a text.
 */
export async function captionAgreement(
  images: readonly (readonly PersonText[])[],
  split: (text: string) => string[],
  draws: BootstrapDraws,
  yieldNow: () => Promise<void>
): Promise<Figures> {
  const frequencies = new DocumentFrequencies()
  for (const captions of images) frequencies.add(captions.map(({ text }) => split(text)))
  const cider = ciderPairs(frequencies)
  const pairs = new Map<string, { first: string; second: string; values: Values }>()
  const all = new Values()
  for (const captions of images) {
    if (new Set(captions.map(({ person }) => person)).size < 2) continue
    await yieldNow()
    const scores = cider(captions.map(({ text }) => split(text)))
    const score = (one: number, other: number): number => scores[one]?.[other] ?? 0
    const texts = captions.map(({ text }) => text)
    const ciderD = pairValues(captions, (i, j) => (score(i, j) + score(j, i)) / 2)
    const chrf = pairValues(captions, chrfLikeness(texts))
    ciderD.forEach((value, place) => addPair(pairs, value, chrf[place]?.value ?? 0))
    all.add(mean(ciderD.map(({ value }) => value)), mean(chrf.map(({ value }) => value)))
  }
  const listed = [...pairs.values()]
    .toSorted((one, other) => other.values.chrf.length - one.values.chrf.length)
    .slice(0, MOST_PAIRS)
  const found: AgreementPair[] = []
  for (const { first, second, values } of listed) {
    const figures = await figuresOf(values, draws, yieldNow)
    found.push({ first, second, images: values.chrf.length, ...figures })
  }
  const shared = all.chrf.length
  const none = { ciderD: null, chrf: null }
  const whole = shared > 0 ? await figuresOf(all, draws, yieldNow) : none
  return { images: shared, documents: images.length, ...whole, pairs: found, pairCount: pairs.size }
}

function addPair(
  pairs: Map<string, { first: string; second: string; values: Values }>,
  { first: one, second: other, value }: { first: string; second: string; value: number },
  chrf: number
): void {
  const [first, second] = one < other ? ([one, other] as const) : ([other, one] as const)
  const key = JSON.stringify([first, second])
  const known = pairs.get(key) ?? { first, second, values: new Values() }
  known.values.add(value, chrf)
  pairs.set(key, known)
}

async function figuresOf(
  { ciderD, chrf }: Values,
  draws: BootstrapDraws,
  yieldNow: () => Promise<void>
): Promise<{ ciderD: Mean; chrf: Mean }> {
  const lists = [Float64Array.from(ciderD), Float64Array.from(chrf)]
  const [ofCider = [0, 0], ofChrf = [0, 0]] = await meanIntervals(lists, draws, yieldNow)
  return {
    ciderD: { value: mean(ciderD), interval: ofCider },
    chrf: { value: mean(chrf), interval: ofChrf }
  }
}
