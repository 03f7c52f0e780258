package dev.latchkey.admin;

import java.util.Set;
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
	private static final String[] PAGES = { "/admin/users", "/admin/online", "/admin/events", "/admin/applications",
			"/admin/keys" };

	private static final Set<String> IN_OVERVIEW = Set.of("/admin/users", "/admin/online", "/admin/events");

	/**
	 * Lead to the overview, which has something for each who may use one of the first
	 * three, or to the first page that the user may see.
	 */
	@GetMapping({ "/admin", "/admin/" })
	ResponseEntity<Void> lead(@AuthenticationPrincipal Session me) {
		return EndingResponses.seeOther(Stream.of(PAGES)
			.filter((page) -> maySee(me, page))
			.findFirst()
			.map((page) -> IN_OVERVIEW.contains(page) ? "/admin/overview" : page)
			.orElseThrow(() -> new AccessDeniedException("no page of the administration")));
	}

	private static boolean maySee(Session me, String page) {
		String permission = UrlSpace.permissionFor(HttpMethod.GET, PathContainer.parsePath(page));
		return permission != null && me.permissions().contains(permission);
	}

}
