import * as client from 'openid-client'
import { AppError } from '../../../shared/errors'
import { newSecret, sameSecret } from '../../base/secrets'
import type { Identity } from '../../store/people/identities'

/** What an administrator says of an OpenID Connect provider. */
export interface ProviderOptions {
  /** Its issuer, under which it describes itself. */
  issuer: string
  clientId: string
  /** Null for a client without one, which PKCE protects alone. */
  clientSecret: string | null
  /** What it is called on the button. */
  name: string
}

/** How long somebody may take at the provider, in milliseconds, and how many may be there at once. */
const PATIENCE_MS = 600_000
const MOST = 10_000
/** Seconds after which a provider that does not answer is given up. */
const TIMEOUT_S = 15

interface Begun {
  /** What the browser's cookie holds, so that nobody is logged in by a link that somebody else began. */
  browser: string
  nonce: string
  verifier: string
  until: number
}

/**
 * Log-ins at an OpenID Connect provider: authorization code with PKCE (S256), state and nonce; the ID
 * token's signature, issuer, audience, nonce and times are checked. OpenID Connect Core 1.0, 3.1.
 */
export class Provider {
  readonly #begun = new Map<string, Begun>()
  #config: Promise<client.Configuration> | null = null

  /** @param callback Where the provider sends browsers back to, with our origin. */
  constructor(
    private readonly options: ProviderOptions,
    private readonly callback: string
  ) {}

  get name(): string {
    return this.options.name
  }

  /** Where a browser goes to log in, and the secret that it is to keep meanwhile. Throws `people.provider-failed`. */
  async begin(now = Date.now()): Promise<{ url: string; browser: string }> {
    const config = await this.#known()
    this.#forgetOld(now)
    const [state, nonce, browser] = [client.randomState(), client.randomNonce(), newSecret()]
    const verifier = client.randomPKCECodeVerifier()
    this.#begun.set(state, { browser, nonce, verifier, until: now + PATIENCE_MS })
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: this.callback,
      scope: 'openid email',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256'
    })
    return { url: url.href, browser }
  }

  /**
   * Whose account somebody has logged in with, who comes back with `query`. Each log-in that was begun
   * ends here once. Throws `people.provider-failed`, with the reason as its cause.
   */
  async finish(query: URLSearchParams, browser: string, now = Date.now()): Promise<Identity> {
    const state = query.get('state') ?? ''
    const begun = this.#begun.get(state)
    this.#begun.delete(state)
    if (!begun || begun.until < now || !sameSecret(browser, begun.browser)) {
      throw failed(new Error('the log-in was not begun in this browser, is over, or took too long'))
    }
    const config = await this.#known()
    try {
      const tokens = await client.authorizationCodeGrant(
        config,
        new URL(`?${query.toString()}`, this.callback),
        {
          expectedState: state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true
        }
      )
      const claims = tokens.claims()
      if (!claims) throw new Error('there is no ID token')
      const { iss: issuer, sub: subject } = claims
      const about =
        claims['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(config, tokens.access_token, subject)
          : claims
      const { email, email_verified: isVerified } = about
      return {
        issuer,
        subject,
        email: isVerified === true && typeof email === 'string' ? email : null
      }
    } catch (error) {
      throw failed(error)
    }
  }

  /** What the provider says of itself: asked for at the first log-in, so that it need not run before. */
  async #known(): Promise<client.Configuration> {
    this.#config ??= this.#discover()
    try {
      return await this.#config
    } catch (error) {
      this.#config = null
      throw failed(error)
    }
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options
    const url = new URL(issuer)
    // Only a test's provider on this machine speaks plain HTTP (`readIssuer`).
    const execute = [client.enableNonRepudiationChecks]
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to stand out
    if (url.protocol === 'http:') execute.push(client.allowInsecureRequests)
    const authentication = clientSecret === null ? client.None() : undefined
    return client.discovery(url, clientId, clientSecret ?? undefined, authentication, {
      execute,
      timeout: TIMEOUT_S
    })
  }

  #forgetOld(now: number): void {
    for (const [state, { until }] of this.#begun) {
      if (until >= now && this.#begun.size < MOST) break
      this.#begun.delete(state)
    }
  }
}

const failed = (cause: unknown) => new AppError('people.provider-failed', {}, { cause })
