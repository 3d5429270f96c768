import { expect } from 'vitest'

/** What is to become true on the screen, however slow the machine. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 })
