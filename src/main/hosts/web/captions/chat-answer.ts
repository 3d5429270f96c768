import { newSecret } from '../../../base/secrets'
import type { RequestedCaption } from '../../../../shared/engine-protocol'
import { finishReason } from './answers'

/** A caption as OpenAI's API answers it: at once, or as a stream of events. */
export function chatAnswer(model: string, caption: RequestedCaption, stream: boolean): Response {
  const [created, id] = [Math.floor(Date.now() / 1000), `chatcmpl-${newSecret()}`]
  const { text: content, tokens } = caption
  const finish_reason = finishReason(caption)
  if (!stream) {
    return Response.json({
      ...{ id, object: 'chat.completion', created, model },
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason }],
      usage: { prompt_tokens: 0, completion_tokens: tokens, total_tokens: tokens }
    })
  }
  // A search knows its caption at its end alone: it comes as one piece.
  const pieces = [
    { delta: { role: 'assistant', content }, finish_reason: null },
    { delta: {}, finish_reason }
  ]
  const events = pieces.map((piece) =>
    JSON.stringify({
      ...{ id, object: 'chat.completion.chunk', created, model },
      choices: [{ index: 0, ...piece }]
    })
  )
  const body = [...events, '[DONE]'].map((event) => `data: ${event}\n\n`).join('')
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }
  })
}
