import * as v from 'valibot'
import { ErrorInfo } from '../../shared/domain'
import { AppError, fromErrorInfo } from '../../shared/errors'
import {
  InvitedUser,
  LogInWays,
  logInPaths,
  type LogIn,
  type NewPassword,
  type OfInvitation
} from '../../shared/log-in'
import { ConnectionLostError } from '../api/connection'

/** Throws what the server says is wrong, as an `AppError`, or `ConnectionLostError`. */
async function post(path: string, body: unknown = {}): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  }).catch((error: unknown) => {
    throw new ConnectionLostError({ cause: error })
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  const info = v.safeParse(ErrorInfo, answer)
  throw info.success
    ? fromErrorInfo(info.output)
    : new AppError('unexpected', { detail: `${response.status} ${response.statusText}` })
}

/** Gives this browser a session. */
export const logIn = (input: LogIn): Promise<unknown> => post(logInPaths.logIn, input)

/** Sets a password and gives this browser a session. */
export const setPassword = (input: NewPassword): Promise<unknown> =>
  post(logInPaths.setPassword, input)

/** The name of the person whom an invitation is for. */
export async function invitedName(input: OfInvitation): Promise<string> {
  return v.parse(InvitedUser, await post(logInPaths.invited, input)).name
}

/** How else people log in here: none where the server does not say. */
export async function logInWays(): Promise<LogInWays> {
  const answer: unknown = await fetch(logInPaths.ways)
    .then((response) => response.json())
    .catch(() => null)
  const ways = v.safeParse(LogInWays, answer)
  return ways.success ? ways.output : { provider: null }
}

/** Ends this browser's session, or all of the same person. */
export const logOut = (everywhere: boolean): Promise<unknown> =>
  post(everywhere ? logInPaths.logOutEverywhere : logInPaths.logOut)
