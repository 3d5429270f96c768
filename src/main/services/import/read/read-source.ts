/** A file that is being read: how far, and in which encoding where it is a text. */
export interface ReadSource {
  bytesRead: number
  bytes: number
  encoding: string | null
}
