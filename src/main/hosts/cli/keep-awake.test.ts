import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Job, JobState } from '../../../shared/domain'
import { EventHub } from '../../services/workbench/event-hub'
import { awakeCommand, keepAwake } from './keep-awake'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-awake-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** A program that writes its process number down and does not end by itself. */
const waiting = (): string[] => {
  const script = `require('fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)`
  return [process.execPath, '-e', script, join(dir, 'pid')]
}
const started = () => existsSync(join(dir, 'pid'))

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function watched(command: string[], afterMs: number) {
  const events = new EventHub()
  keepAwake({ events }, command, afterMs)
  return (state: JobState) =>
    events.emit({ type: 'job', job: { id: 1, state, cluster: null } as Job })
}

it('keeps the command running as long as the job', async () => {
  const becomes = watched(waiting(), 0)
  becomes('running')
  await vi.waitFor(() => expect(readFileSync(join(dir, 'pid'), 'utf8')).not.toBe(''), 20_000)
  const pid = Number(readFileSync(join(dir, 'pid'), 'utf8'))
  expect(isAlive(pid)).toBe(true)
  becomes('done')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 20_000)
})

it('starts nothing for a job that is soon over', async () => {
  const becomes = watched(waiting(), 50)
  becomes('running')
  becomes('done')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(started()).toBe(false)
})

it('does without where the system has no such command', async () => {
  const becomes = watched([join(dir, 'nothing')], 0)
  becomes('running')
  await new Promise((resolve) => setTimeout(resolve, 100))
  becomes('done')
})

it('is to end with this process on each system, also when that is killed', () => {
  expect(awakeCommand('linux', 42)).toContain('--pid=42')
  expect(awakeCommand('darwin', 42)).toEqual(['caffeinate', '-i', '-w', '42'])
  expect(awakeCommand('win32', 42).at(-1)).toContain('Wait-Process -Id 42')
})
