import type { ServerResponse } from 'node:http'

/** Writes a fetch-style response to a node:http one, with `headers` added to its own. */
export async function sendResponse(
  target: ServerResponse,
  response: Response,
  headers: Record<string, string>,
  headOnly: boolean
): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  target.statusCode = response.status
  for (const [name, value] of Object.entries(headers)) target.setHeader(name, value)
  for (const [name, value] of response.headers) target.setHeader(name, value)
  if (response.status !== 304) target.setHeader('content-length', body.length)
  target.end(headOnly ? undefined : body)
}
