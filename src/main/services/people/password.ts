import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '../../../shared/errors'

const derive = promisify(argon2)

/** KiB, passes and lanes as OWASP's Password Storage Cheat Sheet has them. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const HASH_BYTES = 32

/** Fewest and most characters of a password. */
export const SHORTEST_PASSWORD = 10
const LONGEST_PASSWORD = 1000

/** One at a time: many log-ins at once are not to take the machine's memory and cores. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work)
  last = result.catch(() => undefined)
  return result
}

/** The same however an input method composes accents. */
const messageOf = (password: string) => password.normalize('NFKC')

/** The argon2id hash of a password in PHC form. Throws `people.short-password` or `people.long-password`. */
export async function hashPassword(password: string): Promise<string> {
  const { length } = Array.from(password)
  if (length < SHORTEST_PASSWORD) {
    throw new AppError('people.short-password', { least: SHORTEST_PASSWORD })
  }
  if (length > LONGEST_PASSWORD) {
    throw new AppError('people.long-password', { most: LONGEST_PASSWORD })
  }
  const nonce = randomBytes(SALT_BYTES)
  const hash = await argon2id({ ...COST, message: messageOf(password), nonce })
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(nonce)}$${plain(hash)}`
}

/**
 * Whether `password` has the hash. Without a hash the answer is no after the same work, so that the time
 * does not tell which names there are.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const { cost, nonce, expected } = parse(hash ?? NOBODYS)
  const found = await argon2id({ ...cost, message: messageOf(password), nonce })
  return found.length === expected.length && timingSafeEqual(found, expected) && hash !== null
}

const argon2id = (parameters: Omit<Argon2Parameters, 'tagLength'>): Promise<Buffer> =>
  inTurn(() => derive('argon2id', { ...parameters, tagLength: HASH_BYTES }))

/** Base64 without padding, as the PHC form has it. */
const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function parse(hash: string) {
  const [, memory, passes, parallelism, salt = '', expected = ''] = PHC.exec(hash) ?? []
  if (memory === undefined) throw new Error('a stored password is not an argon2id hash')
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(salt, 'base64'),
    expected: Buffer.from(expected, 'base64')
  }
}

/** The hash of nothing that anybody can type. */
const NOBODYS = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain(
  randomBytes(SALT_BYTES)
)}$${plain(randomBytes(HASH_BYTES))}`
