/** A number of a JSON text that JavaScript would write differently, such as `1.0` or one above 2^53. */
export interface RawNumber {
  readonly rawJSON: string
}

/** What Node has of JSON beyond the types that come with TypeScript. */
const json = JSON as unknown as {
  parse(
    text: string,
    revive: (key: string, value: unknown, context: { source?: string }) => unknown
  ): unknown
  rawJSON(text: string): RawNumber
  isRawJSON(value: unknown): boolean
}

/** Looks for what a number may have that does not come back as it was; also finds some texts. */
const MAY_DIFFER = /\d{16}|\d\.\d|\d[eE]|-0/

/**
 * `JSON.parse` that loses nothing of a number: one that JavaScript would write otherwise becomes a
 * {@link RawNumber}, which `JSON.stringify` writes as it stood in `text`. Throws a `SyntaxError`.
 */
export function parseExact(text: string): unknown {
  return MAY_DIFFER.test(text) ? json.parse(text, keepSource) : JSON.parse(text)
}

const keepSource = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && String(value) !== source
    ? json.rawJSON(source)
    : value

export const isRawNumber = (value: unknown): value is RawNumber => json.isRawJSON(value)

/** A whole number of any size as a value that `JSON.stringify` writes with all its digits. */
export const wholeNumber = (value: bigint): RawNumber => json.rawJSON(String(value))
