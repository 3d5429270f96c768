/** The names in a list such as `lan, "Trần, Minh"`, in normalisation form C; quotes are for names with commas. */
export const readNames = (list: string): string[] =>
  Array.from(list.matchAll(/"([^"]*)"|[^,"]+/g), ([part, quoted]) =>
    (quoted ?? part).trim().normalize('NFC')
  ).filter((name) => name !== '')

/** A list as `readNames` reads it. */
export const writeNames = (names: readonly string[]): string =>
  names.map((name) => (name.includes(',') ? `"${name}"` : name)).join(', ')
