import { afterEach, expect, test } from 'vitest'
import { portReply, portRequest } from '../shared/port-hand-over'
import { handOverPort } from './hand-over'

const origin = 'viecap://app'
const opened: MessagePort[] = []
afterEach(() => opened.splice(0).forEach((port) => port.close()))

/** The page's window as the preload sees it, and what came of the messages sent to it. */
function makePage() {
  const toMain: MessagePort[] = []
  const replies: { data: unknown; target: string; port: MessagePort | undefined }[] = []
  const page = Object.assign(new EventTarget(), {
    location: { origin },
    postMessage: (data: unknown, target: string, [port]: MessagePort[]) => {
      replies.push({ data, target, port })
      if (port) opened.push(port)
    }
  })
  handOverPort(page as unknown as Window, (port) => {
    toMain.push(port)
    opened.push(port)
  })
  const send = (data: unknown, from: { source?: unknown; origin?: string } = {}) => {
    const event = new Event('message')
    page.dispatchEvent(Object.assign(event, { data, source: page, origin, ...from }))
  }
  return { send, toMain, replies }
}

test('the page that asks gets one end of a channel, and the main process the other', async () => {
  const { send, toMain, replies } = makePage()
  send(portRequest)
  expect(replies).toMatchObject([{ data: portReply, target: origin }])
  const [main] = toMain
  const heard = new Promise((resolve) => {
    if (main) main.onmessage = ({ data }: MessageEvent) => resolve(data)
  })
  replies[0]?.port?.postMessage('hello')
  expect(await heard).toBe('hello')
})

test('a page that asks again, as after a reload, gets a channel of its own', () => {
  const { send, toMain } = makePage()
  send(portRequest)
  send(portRequest)
  expect(new Set(toMain).size).toBe(2)
})

test('nobody else gets a port', () => {
  const { send, toMain, replies } = makePage()
  send(portRequest, { source: {} })
  send(portRequest, { origin: 'https://example.org' })
  send({ type: portRequest })
  send(portReply)
  expect(toMain).toEqual([])
  expect(replies).toEqual([])
})
