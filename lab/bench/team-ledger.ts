import type { Caption } from '../../src/shared/domain'
import type { Api } from '../../test/integration/support/api'

type Acknowledged = Pick<Caption, 'id' | 'text' | 'version'> & { imageId: number }

/** What the server has acknowledged, to be compared with what it has in the end. */
export class Ledger {
  readonly #newest = new Map<number, Acknowledged>()
  readonly #tried = new Set<string>()
  acknowledged = 0

  /** An edit is about to be sent: it may be kept also where its answer does not arrive. */
  try(text: string): void {
    this.#tried.add(text)
  }

  acknowledge(imageId: number, { id, text, version }: Caption): void {
    this.acknowledged += 1
    const known = this.#newest.get(id)
    if (!known || version > known.version) this.#newest.set(id, { id, text, version, imageId })
  }

  /**
   * The acknowledged edits that the server does not have: the text of the newest one of a caption
   * stands there, or a later one that was sent and whose answer was cut off. And those of which the
   * history has no trace.
   */
  async lost(api: Api): Promise<Acknowledged[]> {
    const lost: Acknowledged[] = []
    for (const known of this.#newest.values()) {
      const { captions } = await api.images.get({ id: known.imageId })
      const found = captions.find(({ id }) => id === known.id)
      const isSame = found?.version === known.version && found.text === known.text
      const isLater =
        found !== undefined && found.version > known.version && this.#tried.has(found.text)
      const history = await api.captions.history({ id: known.id })
      const isRecorded = JSON.stringify(history).includes(known.text)
      if (!(isSame || isLater) || !isRecorded) lost.push(known)
    }
    return lost
  }
}
