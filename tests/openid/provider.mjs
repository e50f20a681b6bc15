// An OpenID provider that nobody here wrote, for tests/it/openid.rs: `oidc-provider` with the login and
// consent pages it brings along, and one address of ours, `POST /control`, by which a test says who has
// an account and what goes wrong. It prints its address, and ends when its standard input does.
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import Provider from "oidc-provider";

const CLIENT = { client_id: "fulcrum", client_secret: "a secret of forty characters, at the least" };
const ID_TOKEN_SECS = 300;

/** What a test may say. */
const told = {
  /** Where Fulcrum is. */
  redirectUri: "http://127.0.0.1/sign-in/openid/callback",
  /** Claims by account. */
  accounts: {},
  /** Whether addresses and names are in the ID token, too; else the user info address alone has them. */
  claimsInIdToken: false,
  /** Whether no request is answered. */
  down: false,
  /** `{ claims, by }`: other claims in ID tokens, and whose signature they then have. */
  forge: null,
};

let key;
let handler;

async function freshKey() {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const id = { kid: crypto.randomUUID(), alg: "RS256", use: "sig" };
  return { publicKey, privateKey, jwk: { ...(await exportJWK(privateKey)), ...id } };
}

/** The provider with what was told; codes and sessions outlive it. */
function provider(issuer) {
  const oidc = new Provider(issuer, {
    clients: [
      {
        ...CLIENT,
        redirect_uris: [told.redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [key.jwk] },
    cookies: { keys: ["of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    conformIdTokenClaims: !told.claimsInIdToken,
    pkce: { required: () => true },
    ttl: { IdToken: ID_TOKEN_SECS },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...told.accounts[accountId] }),
    }),
  });
  oidc.use(async (ctx, next) => {
    await next();
    if (told.forge && ctx.body?.id_token) ctx.body.id_token = await forged(ctx.body.id_token, told.forge);
  });
  return oidc.callback();
}

async function forged(token, { claims, by }) {
  const all = { ...decodeJwt(token), ...claims };
  const header = decodeProtectedHeader(token);
  switch (by) {
    case "itself":
      return new SignJWT(all).setProtectedHeader(header).sign(key.privateKey);
    case "somebody else":
      return new SignJWT(all).setProtectedHeader(header).sign((await freshKey()).privateKey);
    case "the client":
      return new SignJWT(all)
        .setProtectedHeader({ alg: "HS256" })
        .sign(new TextEncoder().encode(CLIENT.client_secret));
    case "nobody":
      return new UnsecuredJWT(all).encode();
    case "what it was": {
      const [head, , signature] = token.split(".");
      return [head, Buffer.from(JSON.stringify(all)).toString("base64url"), signature].join(".");
    }
  }
}

const server = createServer(async (request, response) => {
  if (request.url === "/control") {
    const { rotate, ...more } = await json(request);
    Object.assign(told, more);
    if (rotate) key = await freshKey();
    handler = provider(issuer);
    response.end();
  } else if (told.down) {
    request.socket.destroy();
  } else {
    handler(request, response);
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const issuer = `http://127.0.0.1:${server.address().port}`;
key = await freshKey();
handler = provider(issuer);
process.stdin.on("end", () => process.exit(0)).resume();
console.log(issuer);
