import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { ManagedPeople } from './managed-people'
import { People } from './people'

const PASSWORD = 'mật khẩu của Lan'
const HERE = '192.0.2.1'
const refused = (code: string) => expect.objectContaining({ code }) as unknown

async function withLan() {
  const people = new People(tempFolder())
  onTestFinished(() => people.close())
  const invitation = people.add('lan', 'annotator')
  const session = await people.acceptInvitation(invitation, PASSWORD, HERE)
  return { people, invitation, session }
}

it('an invitation sets a password once, and its person is let in with it', async () => {
  const { people, invitation, session } = await withLan()
  expect(people.bySession(session)).toMatchObject({ name: 'lan', role: 'annotator' })
  await expect(people.acceptInvitation(invitation, PASSWORD, HERE)).rejects.toEqual(
    refused('people.bad-invitation')
  )
  const other = await people.logIn('LAN', PASSWORD, HERE)
  expect(other).not.toBe(session)
  people.logOutEverywhere(other, HERE)
  expect(people.bySession(session)).toBeNull()
  expect(people.audit(10).map(({ action }) => action)).toEqual([
    'log-out-everywhere',
    'log-in',
    'password-set',
    'user-added'
  ])
})

it('an invitation that two accept at once lets one of them in', async () => {
  const people = new People(tempFolder())
  onTestFinished(() => people.close())
  const invitation = people.add('lan', 'annotator')
  const both = await Promise.allSettled([
    people.acceptInvitation(invitation, PASSWORD, HERE),
    people.acceptInvitation(invitation, 'mật khẩu khác', HERE)
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('a wrong password, an unknown name, a disabled and a reset person are told the same', async () => {
  const { people } = await withLan()
  const wrong = refused('people.wrong-log-in')
  await expect(people.logIn('lan', 'not the password', HERE)).rejects.toEqual(wrong)
  await expect(people.logIn('nobody', PASSWORD, HERE)).rejects.toEqual(wrong)
  people.setDisabled('lan', true)
  await expect(people.logIn('lan', PASSWORD, HERE)).rejects.toEqual(wrong)
  expect(() => people.reset('lan')).toThrow(refused('people.disabled'))
  people.setDisabled('lan', false)
  people.reset('lan')
  await expect(people.logIn('lan', PASSWORD, HERE)).rejects.toEqual(wrong)
  const subjects = people.audit(10).filter(({ action }) => action === 'log-in-refused')
  expect(subjects.map(({ subject }) => subject)).toEqual(['lan', 'lan', '', 'lan'])
})

it('guessing is stopped, for others at the same address it is not, and the right password frees', async () => {
  const { people } = await withLan()
  const guess = () => people.logIn('lan', 'not the password', HERE)
  for (let count = 0; count < 9; count += 1) await expect(guess()).rejects.toThrow()
  expect(await people.logIn('lan', PASSWORD, HERE)).toBeTruthy()
  const guesses = await Promise.allSettled(Array.from({ length: 12 }, guess))
  const codes = guesses.map((result) =>
    result.status === 'rejected' ? (result.reason as { code: string }).code : 'let in'
  )
  expect(codes.filter((code) => code === 'people.wrong-log-in')).toHaveLength(10)
  await expect(people.logIn('lan', PASSWORD, HERE)).rejects.toEqual(
    refused('people.too-many-tries')
  )
  expect(await people.logIn('lan', PASSWORD, '192.0.2.2')).toBeTruthy()
})

it('names that nobody has are limited as others are, and fill no log', async () => {
  const { people } = await withLan()
  const codesOf = async (name: string) => {
    const guesses = Array.from({ length: 12 }, () => people.logIn(name, 'wrong password', HERE))
    const results = await Promise.allSettled(guesses)
    return results.map((result) =>
      result.status === 'rejected' ? (result.reason as { code: string }).code : 'let in'
    )
  }
  expect(await codesOf('nobody')).toEqual(await codesOf('lan'))
  expect(await codesOf('somebody')).toEqual(await codesOf('hoa'))
  const logged = people.audit(1000).filter(({ action }) => action === 'log-in-refused')
  expect(logged).toHaveLength(4 * 10)
})

it('an administrator manages the others, is named in the log, and cannot shut themselves out', async () => {
  const { people, session } = await withLan()
  people.add('Quản', 'admin')
  const managed = new ManagedPeople(people, { actor: 'Quản', address: HERE })
  managed.setRole('lan', 'reviewer')
  expect(people.bySession(session)).toMatchObject({ role: 'reviewer' })
  const token = managed.reset('Lan')
  expect(people.bySession(session)).toBeNull()
  expect(people.invited(token)).toMatchObject({ name: 'lan' })
  expect(people.invited(managed.add('minh', 'annotator', null))).toMatchObject({ name: 'minh' })
  managed.setDisabled('minh', true)
  expect(managed.list().map(({ name, disabled }) => [name, disabled])).toEqual([
    ['lan', false],
    ['minh', true],
    ['Quản', false]
  ])
  const own = refused('people.own-account')
  for (const name of ['Quản', 'quản', 'quản'.normalize('NFD')]) {
    expect(() => managed.setRole(name, 'annotator')).toThrow(own)
    expect(() => managed.setDisabled(name, true)).toThrow(own)
    expect(() => managed.reset(name)).toThrow(own)
  }
  const [latest] = people.audit(1)
  expect(latest).toMatchObject({ actor: 'Quản', address: HERE, action: 'user-disabled' })
})
