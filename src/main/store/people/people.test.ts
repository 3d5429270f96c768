import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { readFileSync } from 'node:fs'
import { databaseOf } from '../core/connection'
import { listAudit, noteAudit } from './audit'
import { invite, invitedBy } from './invitations'
import { closePeople, openPeople, type PeopleDb } from './people-db'
import { endSession, endSessionsOf, openSession, useSession } from './sessions'
import { addUser, findUser, listUsers, setDisabled } from './users'

const DAY = 24 * 3600 * 1000

function open(folder = tempFolder()): PeopleDb {
  const db = openPeople(folder)
  onTestFinished(() => closePeople(db))
  return db
}

describe('the database of people', () => {
  it('is readable by its user alone, and keeps no token', () => {
    const folder = tempFolder()
    const db = open(folder)
    const { id } = addUser(db, 'lan', 'annotator')
    const tokens = [invite(db, id), openSession(db, id)]
    databaseOf(db).pragma('wal_checkpoint(TRUNCATE)')
    const content = readFileSync(join(folder, 'people', 'people.sqlite'), 'latin1')
    expect(content).toContain('lan')
    for (const token of tokens) expect(content).not.toContain(token)
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, 'people')).mode & 0o777).toBe(0o700)
    }
  })

  it('is shared by several processes, and refuses one of a newer version', () => {
    const folder = tempFolder()
    const [first, second] = [open(folder), open(folder)]
    addUser(first, 'lan', 'annotator')
    expect(listUsers(second)).toMatchObject([{ name: 'lan', hasPassword: false, seenAt: null }])
    databaseOf(first).pragma('user_version = 99999')
    expect(() => openPeople(folder)).toThrow(expect.objectContaining({ code: 'people.newer' }))
  })
})

describe('names', () => {
  it('are the same in any case and however their accents are composed', () => {
    const db = open()
    addUser(db, 'Thảo'.normalize('NFD'), 'reviewer')
    expect(findUser(db, 'thảo')).toMatchObject({ name: 'Thảo', role: 'reviewer' })
    expect(() => addUser(db, 'THẢO', 'admin')).toThrow(
      expect.objectContaining({ code: 'people.name-taken' })
    )
  })

  it.each(['', ' lan', '<b>', '=1+1', '-lan', 'a b', 'a:b', 'x'.repeat(41), 'a\n'])(
    '%j is refused',
    (name) => {
      const db = open()
      expect(() => addUser(db, name, 'annotator')).toThrow(
        expect.objectContaining({ code: 'people.bad-name' })
      )
    }
  )
})

describe('an invitation', () => {
  it('is valid until it is replaced, too old, or for a person who is disabled', () => {
    const db = open()
    const { id } = addUser(db, 'lan', 'annotator')
    const first = invite(db, id, 0)
    expect(invitedBy(db, first, 7 * DAY - 1)).toMatchObject({ name: 'lan' })
    expect(invitedBy(db, first, 7 * DAY)).toBeNull()
    const second = invite(db, id, 0)
    expect(invitedBy(db, first, 1)).toBeNull()
    setDisabled(db, id, true)
    expect(invitedBy(db, second, 1)).toBeNull()
  })
})

describe('a session', () => {
  it('ends after a day without use, and after two weeks at the latest', () => {
    const db = open()
    const { id } = addUser(db, 'lan', 'annotator')
    const unused = openSession(db, id, 0)
    expect(useSession(db, unused, DAY)).toBeNull()
    const used = openSession(db, id, 0)
    for (let day = 0; day < 14; day += 0.5) {
      expect(useSession(db, used, day * DAY)).toMatchObject({ name: 'lan' })
    }
    expect(useSession(db, used, 14 * DAY)).toBeNull()
  })

  it('ends alone, with all of its person, and with a person who is disabled', () => {
    const db = open()
    const [lan, hoa] = [addUser(db, 'lan', 'annotator'), addUser(db, 'hoa', 'annotator')]
    const [first, second] = [openSession(db, lan.id), openSession(db, lan.id)]
    const others = openSession(db, hoa.id)
    endSession(db, first)
    expect(useSession(db, first)).toBeNull()
    expect(useSession(db, second)).toMatchObject({ name: 'lan' })
    endSessionsOf(db, lan.id)
    expect(useSession(db, second)).toBeNull()
    expect(useSession(db, others)).toMatchObject({ name: 'hoa' })
    setDisabled(db, hoa.id, true)
    expect(useSession(db, others)).toBeNull()
    expect(useSession(db, 'another')).toBeNull()
  })
})

it('the audit log has the newest first', () => {
  const db = open()
  const entry = { actor: 'lan', subject: 'lan', address: '192.0.2.1' }
  noteAudit(db, { ...entry, action: 'log-in' }, 1)
  noteAudit(db, { ...entry, action: 'log-out' }, 2)
  expect(listAudit(db, 1)).toEqual([{ ...entry, at: 2, action: 'log-out' }])
})
