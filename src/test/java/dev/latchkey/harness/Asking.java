package dev.latchkey.harness;

import java.net.URI;

/**
 * How a proxy asks Latchkey about a request: what it puts where.
 */
public enum Asking {

	/** As Traefik, Caddy and HAProxy do. */
	BY_HEADERS {
		@Override
		Call about(Client jar, String method, URI url, String target) {
			return jar.call("GET", "/forward-auth")
				.header("X-Forwarded-Method", method)
				.header("X-Forwarded-Proto", url.getScheme())
				.header("X-Forwarded-Host", url.getRawAuthority())
				.header("X-Forwarded-Uri", target)
				.header("X-Forwarded-For", "203.0.113.7");
		}
	},

	/** As nginx does. */
	AS_NGINX {
		@Override
		Call about(Client jar, String method, URI url, String target) {
			return jar.call("GET", "/forward-auth/nginx")
				.header("X-Original-Method", method)
				.header("X-Original-URL", url.getScheme() + "://" + url.getRawAuthority() + target)
				.header("X-Forwarded-For", "203.0.113.7");
		}
	},

	/** As Envoy does. */
	AS_ENVOY {
		@Override
		Call about(Client jar, String method, URI url, String target) {
			return jar.call(method, "/forward-auth/envoy" + target)
				.header("X-Forwarded-Proto", url.getScheme())
				.header("X-Forwarded-Host", url.getRawAuthority());
		}
	};

	abstract Call about(Client jar, String method, URI url, String target);

}
