package dev.latchkey.forwardauth;

import java.io.IOException;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.grant.EntryRequest;
import dev.latchkey.grant.EntryRequests;
import dev.latchkey.grant.EntryTickets;
import dev.latchkey.grant.InvalidEntryRequestException;
import dev.latchkey.problem.StartAgainException;
import dev.latchkey.session.Session;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page of the login host that leads to an application. As on any other page, a person
 * who is not signed in gets the login page first, and an access cookie that has expired
 * is renewed on the way.
 */
@Controller
class ContinuePage {

	private final ApplicationDirectory directory;

	private final EntryRequests entryRequests;

	private final EntryTickets tickets;

	private final EntryLinks links;

	private final EntryProblems problems;

	ContinuePage(ApplicationDirectory directory, EntryRequests entryRequests, EntryTickets tickets, EntryLinks links,
			EntryProblems problems) {
		this.directory = directory;
		this.entryRequests = entryRequests;
		this.tickets = tickets;
		this.links = links;
		this.problems = problems;
	}

	/**
	 * Lead back to the host of an application, with a ticket.
	 */
	@GetMapping(path = "/continue", params = "entry")
	ResponseEntity<Void> enter(@RequestParam String entry, @AuthenticationPrincipal Session me) {
		EntryRequest wanted = read(entry);
		@Nullable Application application = this.directory.ofHost(wanted.host());
		if (application == null) {
			throw new UnknownApplicationException();
		}
		if (!application.mayBeUsedBy(me.permissions())) {
			throw new ApplicationForbiddenException(application);
		}
		String ticket = this.tickets.issue(me, application, wanted.host(), wanted.nonceHash());
		return EndingResponses.seeOtherOfHost(this.links.enter(wanted.scheme(), wanted.host(), ticket, wanted.path()));
	}

	private EntryRequest read(String entry) {
		try {
			return this.entryRequests.read(entry);
		}
		catch (InvalidEntryRequestException ex) {
			throw new StartAgainException();
		}
	}

	/**
	 * Lead to a path of this host.
	 */
	@GetMapping(path = "/continue", params = "!entry")
	ResponseEntity<Void> back(HttpServletRequest request) {
		return EndingResponses.seeOtherOfHost(ContinueTarget.orHome(LocalPath.namedIn(request.getQueryString())));
	}

	@ExceptionHandler
	void answer(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
		this.problems.write(request, response, failure);
	}

}
