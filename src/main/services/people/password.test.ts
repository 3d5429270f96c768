import { expect, it } from 'vitest'
import { hashPassword, isPassword } from './password'

it('knows a password again however its accents are composed, and no other', async () => {
  const hash = await hashPassword('mật khẩu của tôi')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await isPassword('mật khẩu của tôi'.normalize('NFD'), hash)).toBe(true)
  expect(await isPassword('mật khẩu của tớ', hash)).toBe(false)
  expect(await hashPassword('mật khẩu của tôi')).not.toBe(hash)
})

it('knows hashes that other programs made', async () => {
  // hash_secret of argon2-cffi: b'password', b'somesalt12345678', 2 passes, 19,456 KiB, 1 lane.
  const hash =
    '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$DEwLbbIZGUtgBuB4gYok6r6hNvevYZoxkwMQ5/LXSaU'
  expect(await isPassword('password', hash)).toBe(true)
})

it('refuses what is too short or too long, and lets nobody in without a password', async () => {
  await expect(hashPassword('ngắn quá')).rejects.toMatchObject({ code: 'people.short-password' })
  await expect(hashPassword('x'.repeat(1001))).rejects.toMatchObject({
    code: 'people.long-password'
  })
  expect(await isPassword('', null)).toBe(false)
})
