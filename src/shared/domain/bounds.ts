import * as v from 'valibot'

/**
 * What every input of the contract is bounded by. Each limit has an error of its own:
 * `inputError` words the issues of valibot, and those whose message is a code of the error table.
 */

// Only the first problem is reported; a million more would only take memory.
v.setGlobalConfig({ abortEarly: true })

/** Longest caption, sentence or other text that people write, in UTF-16 units. */
const TEXT_LIMIT = 10_000
/** Longest filter, in UTF-16 units. */
const FILTER_LIMIT = 10_000
/** Longest path that operating systems take. */
const PATH_LIMIT = 4096
/** Maximum number of images or texts that one call may name: a selection of a large library, one by one. */
const LIST_LIMIT = 1_000_000

/** A whole number within bounds that both belong to it; by default any that is held exactly. */
export const whole = (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** A count, a version, or a place in a list. */
export const Count = whole()

// SQLite would keep U+FFFD in the place of half a surrogate pair, and other programs end at NUL.
const noNul = v.check((text: string) => !text.includes('\0'), 'input.nul')
const wellFormed = v.check((text: string) => text.isWellFormed(), 'input.broken-character')

/** A text of at most `limit` UTF-16 units that is kept as it is given. */
export const text = (limit = TEXT_LIMIT) =>
  v.pipe(v.string(), v.maxLength(limit), noNul, wellFormed)

/** A text as people write it, such as a caption. */
export const Text = text()

/** A note on a caption. */
export const NoteText = v.pipe(text(2000), v.trim(), v.minLength(1))

/** A text in the filter language; its own bounds stand in `filter/parse.ts`. */
export const FilterText = text(FILTER_LIMIT)

/** The id of a run or a plan, which are texts. */
export const TextId = text(200)

/** Marks a text as a path, for the check of what may be read and written (`paths-in.ts`). */
const isPath = v.metadata<string, { isPath: true }>({ isPath: true })

/** The path of a file or folder on the workbench's machine. */
export const Path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(PATH_LIMIT),
  noNul,
  wellFormed,
  isPath
)

/** A list of at most `limit` of something. */
export const list = <const Item extends v.GenericSchema>(item: Item, limit = LIST_LIMIT) =>
  v.pipe(v.array(item), v.maxLength(limit))
