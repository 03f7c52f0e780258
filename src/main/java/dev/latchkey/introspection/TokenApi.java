package dev.latchkey.introspection;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationClient;
import dev.latchkey.application.Applications;
import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.Mode;
import dev.latchkey.oauth.InspectedToken;
import dev.latchkey.session.Endings;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.client.ClientAuthentication;
import dev.latchkey.web.client.ClientForm;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Introspection (RFC 7662) and revocation (RFC 7009). If it cannot be determined whether
 * a token is active, the answer is 503, as everywhere.
 */
@RestController
@RequestMapping(path = "/oauth2", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
class TokenApi {

	private final ClientAuthentication clients;

	private final Applications applications;

	private final ApplicationsOwnTokens granted;

	private final CredentialCheck check;

	private final Mode mode;

	private final Endings endings;

	private final Throttle throttle;

	TokenApi(ClientAuthentication clients, Applications applications, ApplicationsOwnTokens granted,
			CredentialCheck check, Mode mode, Endings endings, Throttle throttle) {
		this.clients = clients;
		this.applications = applications;
		this.granted = granted;
		this.check = check;
		this.mode = mode;
		this.endings = endings;
		this.throttle = throttle;
	}

	/**
	 * Return whether a credential of any kind is active, and whose it is, but not why one
	 * is not active (RFC 7662, 2.2). While its user has to change the password, it is not
	 * active for applications: a temporary password only opens Latchkey itself. An
	 * application that may not ask about every token is only told about its own.
	 */
	@PostMapping("/introspect")
	IntrospectionAnswer introspect(HttpServletRequest request) {
		ClientForm form = ClientForm.in(request);
		ActingApplication application = authenticate(request, form);
		String token = form.require("token");
		@Nullable InspectedToken given = this.granted.inspect(token, application);
		if (given != null) {
			return IntrospectionAnswer.of(given);
		}
		if (!application.mayAskAboutAll()) {
			return IntrospectionAnswer.INACTIVE;
		}
		try {
			CredentialInspection inspected = this.check.inspect(token);
			return !inspected.reading().session().isFree() ? IntrospectionAnswer.INACTIVE
					: IntrospectionAnswer.of(inspected);
		}
		catch (InvalidCredentialException | SessionEndedException ex) {
			return IntrospectionAnswer.INACTIVE;
		}
	}

	/**
	 * End what a token is of: the grant, where the application was given it, or else the
	 * session that one of Latchkey's own credentials names. For one that names none, or
	 * that the application may not ask about, there is nothing to do (RFC 7009, 2.2).
	 */
	@PostMapping("/revoke")
	ResponseEntity<Void> revoke(HttpServletRequest request) {
		ClientForm form = ClientForm.in(request);
		ActingApplication application = identify(request, form);
		String token = form.require("token");
		@Nullable String handle = application.mayAskAboutAll() ? this.mode.handleOf(token) : null;
		if (handle != null) {
			return EndingResponses.answer(this.endings.signOut(handle, application), HttpStatus.OK);
		}
		if (this.granted.hangsOnNoGrant(token)) {
			// there are as many as the application asks for, and each end is a row
			this.throttle.charge(
					AuthenticationAttempt.ofClientWrite(application.application().clientId(), request.getRemoteAddr()));
		}
		return EndingResponses.answer(this.granted.revoke(token, application), HttpStatus.OK, null);
	}

	/**
	 * Take the word of a public client, which may end what it was given itself (RFC 7009,
	 * 2.1).
	 */
	private ActingApplication identify(HttpServletRequest request, ClientForm form) {
		if (form.get("client_secret") != null || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
			return authenticate(request, form);
		}
		Application known = this.clients.identify(request, form);
		return new ActingApplication(new ApplicationClient(known.id(), known.clientId(), false), this.applications);
	}

	private ActingApplication authenticate(HttpServletRequest request, ClientForm form) {
		return new ActingApplication(this.clients.authenticate(request, form), this.applications);
	}

}
