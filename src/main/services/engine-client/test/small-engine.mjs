// A process that speaks the engine's protocol. What it does is written in the task's input.
const running = new Map()

process.on('message', async (message) => {
  if (message.type === 'cancel') {
    running.get(message.id)?.abort()
    return
  }
  if (message.type === 'ping') {
    process.send({ type: 'alive' })
    return
  }
  if (message.type === 'limit-memory') return
  if (message.type === 'feed') {
    process.send({ type: 'event', id: message.id, event: { fed: message.items } })
    return
  }
  if (message.type === 'fed') {
    process.send({ type: 'done', id: message.id, output: { pid: process.pid } })
    return
  }
  const { id, input } = message
  const controller = new AbortController()
  running.set(id, controller)
  for (let count = 0; count < (input.events ?? 0); count += 1) {
    process.send({ type: 'event', id, event: { count, values: new Float32Array([count, 0.5]) } })
  }
  if (input.loopMs) {
    process.send({ type: 'event', id, event: 'looping' }, () => {
      const end = Date.now() + input.loopMs
      while (Date.now() < end);
    })
    // Goes on when the loop is over.
    await new Promise((resolve) => setTimeout(resolve, 200))
    if (!input.obeys) {
      process.send({ type: 'done', id, output: { pid: process.pid } })
      return
    }
  }
  if (input.obeys) {
    // Takes its time to stop, as one that writes a checkpoint first.
    process.send({ type: 'event', id, event: 'waiting' })
    if (!controller.signal.aborted) {
      await new Promise((resolve) => controller.signal.addEventListener('abort', resolve))
    }
    await new Promise((resolve) => setTimeout(resolve, input.obeys))
    const error = { code: 'engine.cancelled', params: {}, message: 'cancelled' }
    process.send({ type: 'error', id, error })
    return
  }
  if (input.exit !== undefined) {
    const words = input.words ?? 'Error: the disk is full'
    process.stderr.write(`${words}\n`, () => process.exit(input.exit))
    return
  }
  if (input.wait) {
    process.send({ type: 'event', id, event: 'waiting' })
    await new Promise((resolve) => controller.signal.addEventListener('abort', resolve))
    const error = { code: 'engine.cancelled', params: {}, message: 'cancelled' }
    process.send({ type: 'error', id, error })
    return
  }
  if (input.hungry) return
  if (input.fail) {
    const error = { code: 'image.unreadable', params: { path: 'a.jpg', detail: 'cut short' } }
    process.send({ type: 'error', id, error })
    return
  }
  process.send({ type: 'done', id, output: { pid: process.pid } })
})
process.on('disconnect', () => process.exit())

process.send({ type: 'ready' })
