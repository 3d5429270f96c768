/** The wire of a child process to the parent that started it by `forkChild`. */
export interface ParentLink<Sent, Heard> {
  send(message: Sent): void
  onMessage(listener: (message: Heard) => void): void
}

/**
 * A terminal, a session that ends and a service manager send their signals to every process of the
 * command. The parent decides what they mean, once for all; it ends its children by SIGKILL.
 */
function leaveSignalsToParent(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
}

/** Throws where the process was started by somebody else. */
export function openParentLink<Sent, Heard>(): ParentLink<Sent, Heard> {
  leaveSignalsToParent()
  if (!process.send) throw new Error('this process is started by the workbench, not by itself')
  // Without its parent nobody would hear it.
  process.on('disconnect', () => process.exit(0))
  return {
    send: (message) => {
      if (process.connected) process.send?.(message)
    },
    onMessage: (listener) => process.on('message', (message) => listener(message as Heard))
  }
}
