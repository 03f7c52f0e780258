package dev.latchkey.forwardauth;

import java.nio.charset.StandardCharsets;

import dev.latchkey.session.Session;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Tells a reverse proxy which user sent the request that it is about to forward. All four
 * headers are always set, so that a proxy that copies them also overwrites forged ones.
 */
@RestController
class ForwardAuth {

	@GetMapping("/forward-auth")
	ResponseEntity<Void> who(@AuthenticationPrincipal Session session) {
		return ResponseEntity.ok()
			.header("X-Auth-User", header(session.username()))
			.header("X-Auth-Roles", String.join(",", session.roles()))
			.header("X-Auth-Permissions", String.join(",", session.permissions()))
			.header("X-Auth-Session", session.handle())
			.build();
	}

	/**
	 * Return a name as a header can carry it: percent-encoded unless it is plain ASCII.
	 */
	private static String header(String name) {
		boolean plain = name.chars().allMatch((c) -> c > ' ' && c < 0x7f && c != '%');
		return plain ? name : UriUtils.encode(name, StandardCharsets.UTF_8);
	}

}
