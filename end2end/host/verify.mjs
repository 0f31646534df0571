// Verifies results as any provider would: with a published library and the service's published keys.
import { createRemoteJWKSet, jwtVerify } from "jose";

/** Makes the function `(result, nonces) -> { verified, status, name, as_of, claims } | { verified: false, reason }`. */
export function verifier({ service, issuer, audience, origin }) {
  const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", service), { cooldownDuration: 0 });
  return async (result, nonces) => {
    if (!result) return { verified: false, reason: "no result" };
    try {
      const { payload: claims } = await jwtVerify(result, keys, {
        algorithms: ["EdDSA"], typ: "kyvs-result+jwt", issuer, ...(audience && { audience }),
      });
      if (!nonces.has(claims.nonce)) return { verified: false, reason: "wrong nonce" };
      // A result of the redirect or of the API names no origin.
      if (claims.origin && claims.origin !== origin) return { verified: false, reason: "wrong origin" };
      return { verified: true, status: claims.vaccination_status, name: claims.name, as_of: claims.as_of, claims };
    } catch (error) {
      return { verified: false, reason: error.code ?? error.message };
    }
  };
}
