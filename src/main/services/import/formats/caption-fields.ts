import * as v from 'valibot'

/** A picture's name; a bare number is taken as its digits. */
export const ImageName = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.integer())]),
  v.transform(String)
)

/** One caption, or a list of them. */
export const OneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((captions) => (typeof captions === 'string' ? [captions] : captions))
)
