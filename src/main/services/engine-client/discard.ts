/** Why a signal is aborted whose task is to keep nothing of where it is. */
export class Discard extends Error {
  override name = 'AbortError'
}
