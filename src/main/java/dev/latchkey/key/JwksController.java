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
 * Publishes what others need to verify our tokens: a JWK set (RFC 7517, 5), public parts
 * only.
 */
@RestController
class JwksController {

	private final KeyRing keys;

	private final Duration cached;

	JwksController(KeyRing keys, KeySettings settings) {
		this.keys = keys;
		// whoever keeps them for so long has a new key before it signs
		this.cached = settings.keyLeadTime().dividedBy(2);
	}

	@GetMapping("/.well-known/jwks.json")
	ResponseEntity<Map<String, List<Map<String, Object>>>> keys() {
		List<Map<String, Object>> keys = this.keys.published()
			.stream()
			.<Map<String, Object>>map(LinkedHashMap::new)
			.toList();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(this.cached).cachePublic())
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("keys", keys));
	}

}
