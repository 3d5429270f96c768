/** Whose texts and settings this browser's storage holds. */
const OWNER = 'viecap-owner'
const ASIDE = 'viecap-aside:'

/**
 * Gives a person who logs in the storage that they left in this browser, and puts that of another
 * aside: texts that could not be saved are neither lost nor saved under somebody else's name.
 */
export function takeOverStorage(name: string, storage: Storage = localStorage): void {
  const before = storage.getItem(OWNER)
  if (before === name) return
  const held = Object.keys(storage).filter((key) => key !== OWNER && !key.startsWith(ASIDE))
  if (before !== null && held.length > 0) {
    const entries = held.map((key) => [key, storage.getItem(key)])
    storage.setItem(ASIDE + before, JSON.stringify(Object.fromEntries(entries)))
  }
  for (const key of held) storage.removeItem(key)
  const own = storage.getItem(ASIDE + name)
  storage.removeItem(ASIDE + name)
  const kept = own === null ? {} : (JSON.parse(own) as Record<string, string>)
  for (const [key, value] of Object.entries(kept)) storage.setItem(key, value)
  storage.setItem(OWNER, name)
}
