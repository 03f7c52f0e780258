package dev.latchkey.key;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes what applications need to verify tokens: a JWK set (RFC 7517, 5) of the
 * public parts.
 */
@RestController
class JwksController {

	private final KeyRing keyRing;

	private final Duration maxAge;

	JwksController(KeyRing keyRing, KeySettings settings) {
		this.keyRing = keyRing;
		// a verifier that caches them for so long has a new key before it signs
		this.maxAge = settings.keyLeadTime().dividedBy(2);
	}

	@GetMapping("/.well-known/jwks.json")
	ResponseEntity<Map<String, List<Map<String, Object>>>> keys() {
		List<Map<String, Object>> keys = this.keyRing.publicKeys()
			.stream()
			.<Map<String, Object>>map(LinkedHashMap::new)
			.toList();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(this.maxAge).cachePublic())
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("keys", keys));
	}

}
