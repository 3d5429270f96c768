import type { ImportTaken } from '../../../shared/domain'

/** What an import was taken for, in sentences: dialect, files and splits, how it was joined. */
export function describeTaken(taken: ImportTaken): string[] {
  const { dialect, parts, beside, joinedBy, texts, unread } = taken
  return [
    ...(dialect ? [describeDialect(dialect)] : []),
    ...(parts ?? []).map(({ file, split }) => `read: ${file}${split ? ` (split ${split})` : ''}`),
    ...(beside === undefined ? [] : [`together with: ${beside}`]),
    ...(joinedBy === undefined ? [] : [`pairs joined by: ${joinedBy} id`]),
    ...(texts === undefined
      ? []
      : [`text files hold: ${texts === 'lines' ? 'a caption a line' : 'one caption each'}`]),
    ...(unread === undefined
      ? []
      : [`not read, import them by themselves if they hold captions: ${unread.join(', ')}`])
  ]
}

const DELIMITERS: Readonly<Record<string, string>> = { '\t': 'tabs', ' ': 'blanks' }

function describeDialect({
  delimiter,
  quotes,
  escape,
  trim,
  sepLine
}: NonNullable<ImportTaken['dialect']>): string {
  return [
    `columns separated by ${DELIMITERS[delimiter] ?? `"${delimiter}"`}`,
    quotes ? 'cells may be quoted' : 'quotes are part of the text',
    ...(escape === '\\' ? ['quotes inside are written \\"'] : []),
    ...(trim ? ['blanks around cells left out'] : []),
    ...(sepLine ? ['the line sep= is no record'] : [])
  ].join(', ')
}
