import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startOidcProvider, type OidcProvider } from '../../../../test/fixtures/oidc-provider'
import { Provider } from './provider'

let fake: OidcProvider
let provider: Provider
const refused = { code: 'people.provider-failed' }

beforeAll(async () => {
  fake = await startOidcProvider()
})
afterAll(() => fake.close())
beforeEach(() => {
  fake.next = {}
  provider = open()
})

const open = (options: Partial<ConstructorParameters<typeof Provider>[0]> = {}) =>
  new Provider(
    { issuer: fake.issuer, clientId: 'viecap', clientSecret: null, name: 'test', ...options },
    'https://captions.example/log-in/callback'
  )

/** Somebody logs in at the provider and comes back. */
async function back(): Promise<{ query: URLSearchParams; browser: string }> {
  const { url, browser } = await provider.begin()
  return { query: new URL(fake.logIn(url)).searchParams, browser }
}

it('says whose account somebody has logged in with', async () => {
  const { query, browser } = await back()
  expect(await provider.finish(query, browser)).toEqual({
    issuer: fake.issuer,
    subject: 'subject-of-lan',
    email: 'lan@example.vn'
  })
})

it.each([false, undefined, 'true'])('takes no e-mail address verified: %j', async (verified) => {
  fake.next = { claims: { email_verified: verified } }
  const { query, browser } = await back()
  expect(await provider.finish(query, browser)).toMatchObject({ email: null })
})

it('proves itself by its secret, where it has one', async () => {
  provider = open({ clientSecret: 'a secret' })
  const { query, browser } = await back()
  expect(await provider.finish(query, browser)).toMatchObject({ subject: 'subject-of-lan' })
})

const now = Math.floor(Date.now() / 1000)
it.each([
  ['another issuer', { iss: 'https://evil.example' }],
  ['another audience', { aud: 'another client' }],
  ['another nonce', { nonce: 'another' }],
  ['no nonce', { nonce: undefined }],
  ['a time that is over', { iat: now - 900, exp: now - 600 }],
  ['no subject', { sub: undefined }]
])('refuses a token of %s', async (_what, claims) => {
  fake.next = { claims }
  const { query, browser } = await back()
  await expect(provider.finish(query, browser)).rejects.toMatchObject(refused)
})

it('refuses a token that somebody else has signed', async () => {
  fake.next = { forged: true }
  const { query, browser } = await back()
  await expect(provider.finish(query, browser)).rejects.toMatchObject(refused)
})

it('ends each log-in once, also one that failed', async () => {
  const { query, browser } = await back()
  await provider.finish(query, browser)
  await expect(provider.finish(query, browser)).rejects.toMatchObject(refused)
  const other = await back()
  await expect(provider.finish(other.query, 'another browser')).rejects.toMatchObject(refused)
  await expect(provider.finish(other.query, other.browser)).rejects.toMatchObject(refused)
})

it.each([
  ['a state of nobody', (query: URLSearchParams) => query.set('state', 'x')],
  ['a code of nobody', (query: URLSearchParams) => query.set('code', 'x')],
  ['a refusal', (query: URLSearchParams) => query.set('error', 'access_denied')],
  [
    'another issuer in the answer',
    (query: URLSearchParams) => query.set('iss', 'https://evil.example')
  ]
])('refuses %s', async (_what, change) => {
  const { query, browser } = await back()
  change(query)
  await expect(provider.finish(query, browser)).rejects.toMatchObject(refused)
})

it('does not wait for ever for somebody', async () => {
  const { query, browser } = await back()
  await expect(provider.finish(query, browser, Date.now() + 11 * 60_000)).rejects.toMatchObject(
    refused
  )
})

it('tries again where the provider could not be reached', async () => {
  const unreachable = open({ issuer: 'http://127.0.0.1:9' })
  await expect(unreachable.begin()).rejects.toMatchObject(refused)
  await expect(unreachable.begin()).rejects.toMatchObject(refused)
})
