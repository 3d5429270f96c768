import { computed, ref } from 'vue'
import type { Connection, ConnectionState } from './connection'

/** Between two questions; and questions long without an answer until the workbench counts as silent. */
const BEAT_MS = 350
const BEATS_MISSED = 3

/**
 * A connection that also says when it is open but the workbench does not answer: its process hangs
 * or is stopped, which closes no connection. It is asked over and over; a process that is busy for
 * a second goes unnoticed. Nobody is asked while the page is not to be seen.
 */
export function withHeartbeat(way: Connection): Connection {
  const silent = ref(false)
  let waiting = false
  let missed = 0

  async function ask(): Promise<void> {
    waiting = true
    try {
      const link = await way.link()
      await link.call(['system', 'ping'], undefined, { context: {} })
    } catch {
      // A refusal is an answer too, and a connection that is lost says so by itself.
    }
    waiting = false
    missed = 0
    silent.value = false
  }

  // Beats are counted and not milliseconds: after a sleep of the machine, or where the page itself
  // was busy, the answer gets its time.
  setInterval(() => {
    if (way.state.value !== 'open' || document.hidden) {
      missed = 0
      return
    }
    if (!waiting) return void ask()
    missed += 1
    if (missed >= BEATS_MISSED) silent.value = true
  }, BEAT_MS)

  const state = computed<ConnectionState>(() =>
    way.state.value === 'open' && silent.value ? 'silent' : way.state.value
  )
  return { state, link: () => way.link() }
}
