import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { Interruption } from './interruption'

/** Signals of a made-up process, at times of a made-up clock. */
function stage() {
  const source = new EventEmitter()
  const exits: unknown[] = []
  let time = 0
  const interruption = new Interruption(() => time)
  const exit = (code: unknown) => exits.push(code)
  interruption.watch(Object.assign(source, { exit }), () => undefined)
  return {
    interruption,
    exits,
    send: (signal: NodeJS.Signals, at: number) => {
      time = at
      source.emit(signal)
    }
  }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s asks for an end in order', (signal) => {
  const { interruption, exits, send } = stage()
  expect(interruption.happened).toBe(false)
  send(signal, 0)
  expect(interruption.signal.aborted).toBe(true)
  expect(exits).toEqual([])
})

test('what several senders pass on counts once, and a later signal ends at once', () => {
  const { exits, send } = stage()
  send('SIGINT', 0)
  send('SIGINT', 5)
  send('SIGHUP', 900)
  expect(exits).toEqual([])
  send('SIGINT', 1500)
  expect(exits).toEqual([130])
})

test('output that is lost asks for an end in order, and is told once', () => {
  const { interruption } = stage()
  expect(interruption.outputIsLost).toBe(false)
  expect([interruption.loseOutput(), interruption.loseOutput()]).toEqual([true, false])
  expect(interruption.signal.aborted).toBe(true)
  expect(interruption).toMatchObject({ outputIsLost: true, readerIsGone: false })
})
