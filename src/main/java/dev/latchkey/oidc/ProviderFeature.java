package dev.latchkey.oidc;

import java.util.Map;

import dev.latchkey.url.Issuer;

/**
 * A part of the provider that names itself in the discovery document. A room that adds an
 * endpoint is one.
 */
public interface ProviderFeature {

	/**
	 * Return what the document says of it (OpenID Connect Discovery 1.0, 3; RFC 8414, 2).
	 * @param issuer tells the addresses of endpoints
	 * @return the members, none of which another feature has
	 */
	Map<String, Object> metadata(Issuer issuer);

}
