import type { Agreement, Interval, Mean } from '../../../shared/domain'

/** How alike people caption and judge, a line a pair of people. */
export function describeAgreement(agreement: Agreement): string[] {
  const { images, documents, profile, ciderD, chrf, pairs, pairCount } = agreement
  if (!ciderD || !chrf) {
    return [
      'agreement of people: no image has captions of two people or more',
      ...states(agreement)
    ]
  }
  const rows = [
    ['all', images, ciderD, chrf] as const,
    ...pairs.map(
      (pair) => [`${pair.first}, ${pair.second}`, pair.images, pair.ciderD, pair.chrf] as const
    )
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return [
    `agreement of people (CIDEr-D 0 to 10 by ${profile}, document frequencies of ${documents} images; chrF2 0 to 100):`,
    ...rows.map(([name, n, cider, chr]) => {
      const figures = `CIDEr-D ${figure(cider, 3)}  chrF2 ${figure(chr, 1)}`
      return `  ${name.padEnd(width)}  ${figures}  ${n === 1 ? '1 image' : `${n} images`}`
    }),
    ...(pairCount > pairs.length ? [`  ${pairCount - pairs.length} more pairs of people`] : []),
    ...states(agreement)
  ]
}

function states({ states: { captions, people, alpha, interval } }: Agreement): string[] {
  if (alpha === null) return []
  const of = `of ${captions} captions that two or more of ${people} people judged`
  return [
    `agreement on states: Krippendorff's alpha at least ${alpha.toFixed(3)}${between(interval, 3)} ${of}`
  ]
}

const figure = ({ value, interval }: Mean, digits: number): string =>
  `${value.toFixed(digits)}${between(interval, digits)}`

const between = (interval: Interval | null, digits: number): string =>
  interval ? ` (${interval.map((bound) => bound.toFixed(digits)).join(' to ')})` : ''
