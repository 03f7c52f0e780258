package dev.latchkey.forwardauth;

import java.io.IOException;

import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.grant.EntryTickets;
import dev.latchkey.grant.HostCredentials;
import dev.latchkey.grant.HostGrant;
import dev.latchkey.grant.InvalidHostCredentialException;
import dev.latchkey.grant.InvalidTicketException;
import dev.latchkey.problem.StartAgainException;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where the way to an application ends: on its host, where a ticket buys the host
 * credential. A failure here is a page and never a redirect: a browser that keeps no
 * cookies would otherwise go round in circles.
 */
@Controller
class EnterPage {

	private final ApplicationHosts hosts;

	private final HostCookies cookies;

	private final EntryLoopGuard loopGuard;

	private final EntryTickets tickets;

	private final HostCredentials hostCredentials;

	private final FirstEntries entries;

	private final EntryProblems problems;

	private final ApplicationEventPublisher events;

	EnterPage(ApplicationHosts hosts, HostCookies cookies, EntryLoopGuard loopGuard, EntryTickets tickets,
			HostCredentials hostCredentials, FirstEntries entries, EntryProblems problems,
			ApplicationEventPublisher events) {
		this.hosts = hosts;
		this.cookies = cookies;
		this.loopGuard = loopGuard;
		this.tickets = tickets;
		this.hostCredentials = hostCredentials;
		this.entries = entries;
		this.problems = problems;
		this.events = events;
	}

	@GetMapping("/enter")
	ResponseEntity<Void> enter(@RequestParam(defaultValue = "") String ticket, HttpServletRequest request) {
		ApplicationHost here = this.hosts.resolve(request);
		@Nullable String nonce = this.cookies.nonce(request, here.host());
		String path = LocalPath.ofQuery(request.getQueryString());
		if (nonce == null || this.loopGuard.isLooping(request, here.host(), path)) {
			throw new StartAgainException();
		}
		HostGrant grant;
		Session session;
		try {
			grant = this.tickets.redeem(ticket, here.application(), here.host(), nonce);
			session = this.hostCredentials.open(grant.credential(), here.application(), here.host());
		}
		catch (InvalidTicketException | InvalidHostCredentialException | SessionEndedException ex) {
			throw new StartAgainException();
		}
		if (this.entries.isFirst(session, here.application())) {
			this.events.publishEvent(ApplicationEntered.of(session, here));
		}
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.SET_COOKIE, this.cookies.credential(here.host(), grant).toString())
			.header(HttpHeaders.SET_COOKIE, this.loopGuard.incremented(request, here.host(), path).toString())
			.header(HttpHeaders.LOCATION, path)
			.build();
	}

	@ExceptionHandler
	void answer(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
		boolean again = !(failure instanceof UnknownApplicationException);
		this.problems.writePage(request, response, failure, again ? LocalPath.ofQuery(request.getQueryString()) : null);
	}

}
