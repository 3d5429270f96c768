import { createRouterClient, type RouterClient } from '@orpc/server'
import pino from 'pino'
import { expect, it } from 'vitest'
import { contract } from '../../shared/contract'
import { roles, type Role } from '../../shared/domain'
import { mayCall } from '../../shared/roles'
import type { Caller } from '../services/people/caller'
import type { Workbench } from '../services/workbench/workbench'
import { router } from './router'

const procedures = Object.entries(contract).flatMap(([area, names]) =>
  Object.keys(names).map((name): [string, string] => [area, name])
)

/** A workbench that does nothing: everything asked of it throws. */
const nothing: unknown = new Proxy(
  {},
  {
    get(_target, name) {
      if (name === 'log') return pino({ level: 'silent' })
      throw new Error(`the handler was reached and asked for ${String(name)}`)
    }
  }
)

type Call = (input: unknown) => Promise<unknown>

function callAs(role: Role, [area, name]: [string, string], input: unknown): Promise<unknown> {
  const caller = { role, name: 'lan', note: () => undefined } as unknown as Caller
  const client: RouterClient<typeof router> = createRouterClient(router, {
    context: { workbench: nothing as Workbench, caller }
  })
  const areas = client as unknown as Record<string, Record<string, Call>>
  return areas[area]?.[name]?.(input) ?? Promise.reject(new Error('there is no such procedure'))
}

it.each(roles)('a %s is refused exactly what the table does not let them call', async (role) => {
  const refused: string[] = []
  for (const procedure of procedures) {
    const error: unknown = await callAs(role, procedure, { not: 'an input' }).catch(
      (thrown: unknown) => thrown
    )
    const code = (error as { data?: { code?: string } } | undefined)?.data?.code
    if (code === 'people.role-needed') refused.push(procedure.join('.'))
  }
  const expected = procedures.filter((procedure) => !mayCall(role, procedure))
  expect(refused).toEqual(expected.map((procedure) => procedure.join('.')))
})

it.each<[string, string, string, unknown]>([
  ['path', 'models', 'download', { name: 'clip-b32', folder: '/etc' }],
  ['path', 'captioning', 'score', { jobId: 1, references: '/etc/passwd' }],
  [
    'server',
    'captioning',
    'start',
    {
      source: { kind: 'images', selection: { ids: [1] } },
      endpoint: { url: 'http://169.254.169.254/', modelName: 'x' }
    }
  ]
])('a trainer may not name a %s in %s.%s, and an admin may', async (what, area, name, input) => {
  const refused = expect.objectContaining({
    data: expect.objectContaining({ code: `people.no-${what}s` }) as unknown
  }) as unknown
  await expect(callAs('trainer', [area, name], input)).rejects.toEqual(refused)
  await expect(callAs('admin', [area, name], input)).rejects.not.toEqual(refused)
})
