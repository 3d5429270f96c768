import { INTERRUPTED } from '../../base/process/interruption'

/**
 * How a command ends: all is done, something failed, the call was wrong, or a signal (Ctrl+C, or
 * one that asks to end or tells of a closed terminal) came before all was done.
 */
export const exitCodes = { done: 0, failed: 1, wrongCall: 2, interrupted: INTERRUPTED } as const
