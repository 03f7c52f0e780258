package dev.latchkey.admin;

import java.util.stream.Stream;

import dev.latchkey.session.Session;
import dev.latchkey.url.UrlSpace;
import dev.latchkey.web.EndingResponses;

import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The way to the pages of the administration, which people type into the address bar.
 */
@Controller
class AdminPage {

	// in the order of the navigation
	private static final String[] PAGES = { "/admin/users", "/admin/online", "/admin/events", "/admin/applications" };

	/**
	 * Lead to the first page that the user may see.
	 */
	@GetMapping({ "/admin", "/admin/" })
	ResponseEntity<Void> lead(@AuthenticationPrincipal Session me) {
		return EndingResponses.seeOther(Stream.of(PAGES)
			.filter((page) -> maySee(me, page))
			.findFirst()
			.orElseThrow(() -> new AccessDeniedException("no page of the administration")));
	}

	private static boolean maySee(Session me, String page) {
		String permission = UrlSpace.permissionFor(HttpMethod.GET, PathContainer.parsePath(page));
		return permission != null && me.permissions().contains(permission);
	}

}
