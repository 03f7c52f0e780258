package dev.latchkey.mode.jwt;

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

	private static final Duration CACHED = Duration.ofMinutes(5);

	private final KeyRing keys;

	JwksController(KeyRing keys) {
		this.keys = keys;
	}

	@GetMapping("/.well-known/jwks.json")
	ResponseEntity<Map<String, List<Map<String, Object>>>> keys() {
		List<Map<String, Object>> keys = this.keys.published()
			.stream()
			.<Map<String, Object>>map(LinkedHashMap::new)
			.toList();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(CACHED).cachePublic())
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("keys", keys));
	}

}
