// oauth4webapi, told line by line what to do
import { createInterface } from 'node:readline'
import * as oauth from 'oauth4webapi'

const http = { [oauth.allowInsecureRequests]: true }
const parties = new Map()
const begun = new Map()

const can = {
  async discover({ issuer, id, secret, algorithm = 'RS256' }) {
    const at = new URL(issuer)
    const server = await oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, http))
    parties.set(id, { server, client: { client_id: id, id_token_signed_response_alg: algorithm },
      auth: secret ? oauth.ClientSecretBasic(secret) : oauth.None() })
    // the same, by the other document
    const other = await oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, { ...http, algorithm: 'oauth2' }))
    return { ...server, same: JSON.stringify(Object.entries(server).sort()) === JSON.stringify(Object.entries(other).sort()) }
  },
  async begin({ id, redirect, scope = 'openid profile roles' }) {
    const { server } = parties.get(id)
    const state = oauth.generateRandomState()
    const verifier = oauth.generateRandomCodeVerifier()
    const nonce = oauth.generateRandomNonce()
    begun.set(state, { verifier, nonce, redirect })
    const url = new URL(server.authorization_endpoint)
    Object.entries({ client_id: id, redirect_uri: redirect, response_type: 'code', scope, state, nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' })
      .forEach(([name, value]) => url.searchParams.set(name, value))
    return { url: url.href, state }
  },
  async finish({ id, url, state, verifier }) {
    const { server, client, auth } = parties.get(id)
    const { verifier: kept, nonce, redirect } = begun.get(state)
    const parameters = oauth.validateAuthResponse(server, client, new URL(url), state)
    const response = await oauth.authorizationCodeGrantRequest(server, client, auth, parameters, redirect, verifier ?? kept, http)
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce, requireIdToken: true })
    await oauth.validateApplicationLevelSignature(server, response, http)
    return { ...tokens, claims: oauth.getValidatedIdTokenClaims(tokens) }
  },
  async refresh({ id, token }) {
    const { server, client, auth } = parties.get(id)
    return oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(server, client, auth, token, http))
  },
  async userinfo({ id, token, subject }) {
    const { server, client } = parties.get(id)
    return oauth.processUserInfoResponse(server, client, subject ?? oauth.skipSubjectCheck,
      await oauth.userInfoRequest(server, client, token, http))
  },
  async introspect({ id, token }) {
    const { server, client, auth } = parties.get(id)
    return oauth.processIntrospectionResponse(server, client, await oauth.introspectionRequest(server, client, auth, token, http))
  },
  async revoke({ id, token }) {
    const { server, client, auth } = parties.get(id)
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, auth, token, http))
    return {}
  }
}

// a client that is refused is told in the body, beside a challenge that names no error
const why = async (error) => error.error ?? error.cause?.[0]?.parameters?.error
  ?? (await error.response?.json().catch(() => undefined))?.error ?? error.code ?? error.name

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line)
  const answer = await can[told.do](told).catch(async (error) => ({ error: await why(error), message: String(error) }))
  console.log(JSON.stringify(answer ?? {}))
}
