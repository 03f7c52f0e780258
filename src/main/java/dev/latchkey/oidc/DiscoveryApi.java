package dev.latchkey.oidc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.latchkey.url.Issuer;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells applications what this provider can do, and where (OpenID Connect Discovery 1.0;
 * RFC 8414). Each feature speaks for itself, so nothing is promised that is not there.
 */
@RestController
class DiscoveryApi {

	private static final Duration MAX_AGE = Duration.ofMinutes(5);

	private final Issuer issuer;

	private final List<ProviderFeature> features;

	DiscoveryApi(Issuer issuer, List<ProviderFeature> features) {
		this.issuer = issuer;
		this.features = List.copyOf(features);
	}

	@GetMapping(path = { "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server" },
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> metadata() {
		Map<String, Object> metadata = new TreeMap<>();
		metadata.put("issuer", this.issuer.current());
		metadata.put("jwks_uri", this.issuer.urlOf("/.well-known/jwks.json"));
		for (ProviderFeature feature : this.features) {
			metadata.putAll(feature.metadata(this.issuer));
		}
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic()).body(metadata);
	}

}
