import type { Issue } from './check-codes'

/** The text with one issue corrected. */
export const fixIssue = (text: string, { start, end }: Issue, by: string): string =>
  text.slice(0, start) + by + text.slice(end)
