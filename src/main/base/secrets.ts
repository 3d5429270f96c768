import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret of 192 random bits, as 32 characters that fit into an address. */
export const newSecret = (): string => randomBytes(24).toString('base64url')

/**
 * What is stored in place of a secret. A plain hash is enough for random secrets of full length;
 * passwords, which can be guessed, need a slow one.
 */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

/** A second secret that follows from `secret`, and from which that cannot be found. */
export const deriveSecret = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url')

/** Whether two secrets are the same, in a time that says nothing about where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
