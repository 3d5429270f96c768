// Whether the server in this container answers; it is called as people call it (`VIECAP_PUBLIC_URL`).
import { request } from 'node:http'

const { host } = new URL(process.env.VIECAP_PUBLIC_URL ?? 'http://localhost:7800')
const port = process.env.VIECAP_PORT ?? 7800
request({ host: '127.0.0.1', port, path: '/log-in/ways', headers: { host } }, (response) => {
  process.exitCode = response.statusCode === 200 ? 0 : 1
  response.resume()
})
  .on('error', () => (process.exitCode = 1))
  .end()
