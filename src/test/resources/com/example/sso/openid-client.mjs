// openid-client, told line by line what to do
import { createInterface } from 'node:readline'
import * as client from 'openid-client'

const configurations = new Map()
const begun = new Map()

const auths = { post: client.ClientSecretPost, basic: client.ClientSecretBasic, none: () => client.None() }
const shown = (tokens) => ({ ...tokens, claims: tokens.claims() })
const of = ({ id }) => configurations.get(id)

const can = {
  async discover({ issuer, id, secret, auth, algorithm = 'RS256' }) {
    const configuration = await client.discovery(new URL(issuer), id, { id_token_signed_response_alg: algorithm },
      auths[auth](secret), { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] })
    configurations.set(id, configuration)
    return configuration.serverMetadata()
  },
  async begin({ id, redirect, scope = 'openid profile roles', more = {}, par = false }) {
    const state = client.randomState()
    const verifier = client.randomPKCECodeVerifier()
    const nonce = client.randomNonce()
    const parameters = { redirect_uri: redirect, scope, state, nonce, code_challenge_method: 'S256',
      code_challenge: await client.calculatePKCECodeChallenge(verifier), ...more }
    begun.set(state, { verifier, nonce, maxAge: more.max_age })
    const url = par ? await client.buildAuthorizationUrlWithPAR(of({ id }), parameters)
      : client.buildAuthorizationUrl(of({ id }), parameters)
    return { url: url.href, state }
  },
  async finish({ id, url, state, verifier }) {
    const { verifier: kept, nonce, maxAge } = begun.get(state)
    return shown(await client.authorizationCodeGrant(of({ id }), new URL(url),
      { pkceCodeVerifier: verifier ?? kept, expectedState: state, expectedNonce: nonce, maxAge, idTokenExpected: true }))
  },
  refresh: async ({ id, token, scope }) => shown(await client.refreshTokenGrant(of({ id }), token, scope ? { scope } : {})),
  userinfo: ({ id, token, subject }) => client.fetchUserInfo(of({ id }), token, subject ?? client.skipSubjectCheck),
  introspect: ({ id, token }) => client.tokenIntrospection(of({ id }), token),
  revoke: async ({ id, token }) => { await client.tokenRevocation(of({ id }), token); return {} },
  credentials: ({ id, scope }) => client.clientCredentialsGrant(of({ id }), scope ? { scope } : {}),
  device: ({ id, scope }) => client.initiateDeviceAuthorization(of({ id }), { scope }),
  poll: async ({ id, answer }) => shown(await client.pollDeviceAuthorizationGrant(of({ id }), { ...answer, interval: 0.2 })),
  end: async ({ id, hint, redirect, state }) => ({ url: client.buildEndSessionUrl(of({ id }),
    { id_token_hint: hint, post_logout_redirect_uri: redirect, state }).href })
}

// a client that is refused is told in the body, beside a challenge that names no error
const why = async (error) => error.error ?? error.cause?.[0]?.parameters?.error
  ?? (await error.response?.json().catch(() => undefined))?.error ?? error.code ?? error.name

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line)
  const answer = await can[told.do](told).catch(async (error) => ({ error: await why(error), message: String(error) }))
  console.log(JSON.stringify(answer ?? {}))
}
