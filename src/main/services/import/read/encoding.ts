/** How a text file is encoded, and how many bytes of a byte order mark it starts with. */
export interface Encoding {
  name: 'utf-8' | 'utf-16le' | 'utf-16be'
  mark: number
}

/**
 * The encoding by the first bytes of a file: its byte order mark; without one UTF-16 where every
 * other of the first bytes is zero, as in text that begins with ASCII; else UTF-8.
 */
export function detectEncoding(head: Uint8Array): Encoding {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', mark: 3 }
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', mark: 2 }
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', mark: 2 }
  if (head.length >= 2 && a !== 0 && b === 0) return { name: 'utf-16le', mark: 0 }
  if (head.length >= 2 && a === 0 && b !== 0) return { name: 'utf-16be', mark: 0 }
  return { name: 'utf-8', mark: 0 }
}

/** The text of a whole file, with its encoding, without a byte order mark; null for what is no text. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  const encoding = detectEncoding(bytes)
  const decoder = new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true })
  try {
    return { text: decoder.decode(bytes.subarray(encoding.mark)), encoding }
  } catch {
    return null
  }
}
