import { encodeResponseMessage, MessageType } from '@orpc/standard-server-peer'
import { expect, test } from 'vitest'
import { OnceSerializer, writeMessage } from './written-once'

const serializer = new OnceSerializer()

/** A message with what a stream yields, as oRPC makes it. */
function eventOf(id: string, value: unknown): Parameters<typeof writeMessage>[0] {
  const [json, meta] = serializer.serialize(value)
  const data = { json, meta: meta.length > 0 ? meta : undefined }
  return [id, MessageType.EVENT_ITERATOR, { event: 'message', data }]
}

test('an event reads the same as oRPC writes it', async () => {
  const values = [{ type: 'bulk', text: '"\u2028ố' }, { at: new Date(0) }, [1], 'text', null]
  for (const value of values) {
    const message = eventOf('a"b', value)
    const usual = (await encodeResponseMessage(...message)) as string
    expect(JSON.parse(await writeMessage(message))).toEqual(JSON.parse(usual))
  }
})

test('an event for many readers is walked and written once', async () => {
  let reads = 0
  const event = {
    get done() {
      reads += 1
      return 1
    }
  }
  const messages = await Promise.all(
    Array.from({ length: 50 }, (_, place) => writeMessage(eventOf(String(place), event)))
  )
  expect(reads).toBe(1)
  expect(new Set(messages).size).toBe(50)
})
