import { StandardRPCJsonSerializer } from '@orpc/client/standard'
import { encodeResponseMessage, MessageType } from '@orpc/standard-server-peer'

type Serialized = ReturnType<StandardRPCJsonSerializer['serialize']>

/**
 * Serializes an object that goes to many readers for the first of them. What a procedure answers
 * with is a copy that its schema has made, so that nobody changes it afterwards.
 */
export class OnceSerializer extends StandardRPCJsonSerializer {
  readonly #known = new WeakMap<object, Serialized>()

  override serialize(data: unknown, ...inside: never[]): Serialized {
    if (inside.length > 0 || typeof data !== 'object' || data === null) {
      return super.serialize(data, ...inside)
    }
    let serialized = this.#known.get(data)
    if (!serialized) this.#known.set(data, (serialized = super.serialize(data)))
    return serialized
  }
}

type Message = [...Parameters<typeof encodeResponseMessage>]
const texts = new WeakMap<object, string>()

/** A message as it is sent; the text of an event is written for its first reader. */
export async function writeMessage([id, type, payload]: Message): Promise<string> {
  const json = type === MessageType.EVENT_ITERATOR ? plainEvent(payload) : null
  // Only messages with files in them are bytes, and the contract has none.
  if (!json) return (await encodeResponseMessage(id, type, payload)) as string
  let text = texts.get(json)
  if (text === undefined) texts.set(json, (text = JSON.stringify(json)))
  return `{"i":${JSON.stringify(id)},"t":${type},"p":{"e":"message","d":{"json":${text}}}}`
}

/** The object that an event carries, where it carries that alone. */
function plainEvent(payload: Message[2]): object | null {
  const { event, data, meta } = (payload ?? {}) as {
    event?: string
    data?: unknown
    meta?: unknown
  }
  if (event !== 'message' || meta !== undefined) return null
  const { json, meta: types } = (data ?? {}) as { json?: unknown; meta?: unknown }
  return typeof json === 'object' && types === undefined ? json : null
}
