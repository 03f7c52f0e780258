package dev.latchkey.forwardauth;

import dev.latchkey.grant.EntryRequest;
import dev.latchkey.grant.EntryRequests;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where the ways from the host of an application to the login host begin: the one to sign
 * in, and the one to sign out.
 */
@Controller
class StartPage {

	private final ApplicationHosts hosts;

	private final HostCookies cookies;

	private final EntryRequests entryRequests;

	private final EntryLinks links;

	StartPage(ApplicationHosts hosts, HostCookies cookies, EntryRequests entryRequests, EntryLinks links) {
		this.hosts = hosts;
		this.cookies = cookies;
		this.entryRequests = entryRequests;
		this.links = links;
	}

	/**
	 * Lead to the login host. The browser keeps a nonce, by which it is known when it
	 * comes back; several tabs that start at once share it.
	 */
	@GetMapping("/start")
	ResponseEntity<Void> start(HttpServletRequest request) {
		ApplicationHost here = this.hosts.resolve(request);
		@Nullable String known = this.cookies.nonce(request, here.host());
		String nonce = (known != null) ? known : HostCookies.newNonce();
		String entry = this.entryRequests.write(new EntryRequest(here.host(), here.scheme(), EntryRequest.hash(nonce),
				LocalPath.ofQuery(request.getQueryString())));
		// also for a known one: the hour for the login starts over
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.SET_COOKIE, this.cookies.nonce(here.host(), nonce).toString())
			.header(HttpHeaders.LOCATION, this.links.continuation(entry))
			.build();
	}

	/**
	 * Forget who visits this host, and lead to the page where the person may sign out
	 * altogether.
	 */
	@GetMapping("/leave")
	ResponseEntity<Void> leave(HttpServletRequest request) {
		ApplicationHost here = this.hosts.resolve(request);
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.SET_COOKIE, this.cookies.expiredCredential(here.host()).toString())
			.header(HttpHeaders.LOCATION, this.links.signOut())
			.build();
	}

}
