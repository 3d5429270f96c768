import * as v from 'valibot'
import { ErrorInfo } from '../../shared/domain'
import { sessionPath } from '../../shared/session-key'
import { sessionKey } from './session-key'

/** Whether the server answers, and says that nobody is logged in here any more. */
export async function isSignedOut(): Promise<boolean> {
  try {
    const response = await fetch(sessionPath(sessionKey(), 'rpc'), { cache: 'no-store' })
    if (response.status !== 401) return false
    const answer = v.safeParse(ErrorInfo, await response.json())
    return answer.success && answer.output.code === 'people.signed-out'
  } catch {
    // Nobody answers, or not in JSON: the host of one person is no server to log in to.
    return false
  }
}
