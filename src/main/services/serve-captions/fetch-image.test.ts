import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { AllowedHosts } from './allowed-hosts'
import { fetchImage } from './fetch-image'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const fetchBy = (hosts: string[], url: string, changes: { maxBytes?: number } = {}) =>
  fetchImage(url, {
    hosts: new AllowedHosts(hosts),
    maxBytes: 1000,
    take: () => undefined,
    signal: new AbortController().signal,
    ...changes
  })

it.each([
  [['images.example'], 'https://images.example/a.jpg', true],
  [['images.example:443'], 'https://images.example/a.jpg', true],
  [['Images.Example'], 'http://images.example:80/a.jpg', true],
  [['images.example'], 'http://images.example:8080/a.jpg', false],
  [['images.example'], 'http://other.example/a.jpg', false],
  [['images.example'], 'http://images.example.evil.example/a.jpg', false],
  [['images.example'], 'http://lan:secret@images.example/a.jpg', false],
  [['images.example'], 'ftp://images.example/a.jpg', false],
  [['images.example'], 'file:///etc/passwd', false],
  [['10.0.0.5'], 'http://10.0.0.5/a.jpg', true],
  [['127.0.0.1'], 'http://0x7f000001/a.jpg', true],
  [['[::1]:8080'], 'http://[::1]:8080/a.jpg', true],
  [[], 'http://images.example/a.jpg', false]
])('with %j allowed, %s may be fetched: %s', (hosts, url, may) => {
  const require = () => new AllowedHosts(hosts).requireUrl(new URL(url))
  if (may) expect(require).not.toThrow()
  else expect(require).toThrow(expect.objectContaining({ code: 'serving.host-not-allowed' }))
})

it.each(['', 'http://images.example', 'images.example/path', 'lan@images.example', 'a b'])(
  'takes no %j for a host',
  (host) => {
    expect(() => new AllowedHosts([host])).toThrow(expect.objectContaining({ code: 'call.wrong' }))
  }
)

it.each([
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['fd00::1', false],
  ['93.184.215.14', true],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true]
])('a name may stand for %s: %s', (address, may) => {
  const require = () =>
    new AllowedHosts(['images.example']).requireAddress(address, 'images.example')
  if (may) expect(require).not.toThrow()
  else expect(require).toThrow(expect.objectContaining({ code: 'serving.host-not-allowed' }))
})

it('gives the content, also behind redirections to allowed hosts', async () => {
  const host = await serve(({ url }, response) => {
    if (url === '/moved') response.writeHead(302, { location: '/a.jpg' }).end()
    else response.end('bytes')
  })
  const found = await fetchBy([host], `http://${host}/moved`)
  expect(found.toString()).toBe('bytes')
})

it('does not follow to a host that is not allowed, nor for ever', async () => {
  let reached = 0
  const other = await serve((_request, response) => {
    reached += 1
    response.end('secret')
  })
  const host = await serve(({ url }, response) => {
    const location = url === '/round' ? '/round' : `http://${other}/`
    response.writeHead(302, { location }).end()
  })
  await expect(fetchBy([host], `http://${host}/`)).rejects.toMatchObject({
    code: 'serving.host-not-allowed'
  })
  expect(reached).toBe(0)
  await expect(fetchBy([host], `http://${host}/round`)).rejects.toMatchObject({
    code: 'serving.fetch-failed',
    params: { detail: 'too many redirections' }
  })
})

it('connects to no private address behind a name, unless the address is allowed too', async () => {
  const host = await serve((_request, response) => response.end('bytes'))
  const name = host.replace('127.0.0.1', 'localhost')
  await expect(fetchBy([name], `http://${name}/`)).rejects.toMatchObject({
    code: 'serving.host-not-allowed'
  })
  const hosts = [name, '127.0.0.1', '[::1]']
  expect((await fetchBy(hosts, `http://${name}/`)).toString()).toBe('bytes')
})

it('reads no more than it is to, and says what a host answers', async () => {
  const host = await serve(({ url }, response) => {
    if (url === '/gone') response.writeHead(404).end()
    else response.end('x'.repeat(2000))
  })
  await expect(fetchBy([host], `http://${host}/`)).rejects.toMatchObject({
    code: 'serving.too-large'
  })
  await expect(fetchBy([host], `http://${host}/gone`)).rejects.toMatchObject({
    code: 'serving.fetch-failed',
    params: { detail: 'status 404' }
  })
  await expect(fetchBy([host], 'no address')).rejects.toMatchObject({
    code: 'serving.bad-image-address'
  })
})
