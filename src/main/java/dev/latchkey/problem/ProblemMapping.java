package dev.latchkey.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.latchkey.account.EmailTakenException;
import dev.latchkey.account.InvalidDisplayNameException;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.account.InvalidUsernameException;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.UsernameTakenException;
import dev.latchkey.application.ApplicationNameTakenException;
import dev.latchkey.application.ClientIdTakenException;
import dev.latchkey.application.DeclaredApplicationException;
import dev.latchkey.application.HostTakenException;
import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.application.InvalidApplicationNameException;
import dev.latchkey.application.InvalidClientException;
import dev.latchkey.application.NoSecretException;
import dev.latchkey.application.PublicUrlRequiredException;
import dev.latchkey.application.TooManyApplicationsException;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.factor.InvalidCodeException;
import dev.latchkey.factor.InvalidFirstCodeException;
import dev.latchkey.factor.InvalidLoginException;
import dev.latchkey.factor.NoSecondFactorException;
import dev.latchkey.factor.SecondFactorRequiredException;
import dev.latchkey.factor.passkey.InvalidPasskeyException;
import dev.latchkey.factor.passkey.InvalidPasskeyNameException;
import dev.latchkey.factor.passkey.PasskeyRefusedException;
import dev.latchkey.factor.passkey.PasskeyRefusedException.Reason;
import dev.latchkey.factor.passkey.TooManyPasskeysException;
import dev.latchkey.factor.passkey.UnknownPasskeyException;
import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.NoMailException;
import dev.latchkey.mode.AmbiguousCredentialsException;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.password.CurrentPasswordWrongException;
import dev.latchkey.password.HashingBusyException;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.problem.Problem.Challenge;
import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.LastAdministratorException;
import dev.latchkey.role.NotGrantableException;
import dev.latchkey.role.RoleInUseException;
import dev.latchkey.role.UnknownRoleException;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ProofTooOldException;
import dev.latchkey.session.ProofWrongException;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.UnknownSessionException;
import dev.latchkey.throttle.TooManyAttemptsException;
import dev.latchkey.url.UnknownIssuerException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;

/**
 * Maps each failure to the problem that the client sees: the only place that does. There
 * are three outcomes besides success: no credential (401), not allowed (403), cannot tell
 * (503).
 * <p>
 * <strong>The order matters</strong>: the first type that matches decides, so a subtype
 * comes before its supertype. {@link PasswordChangeRequiredException},
 * {@link FactorSetupRequiredException} and {@link CsrfException} are each an
 * {@link AccessDeniedException}.
 */
final class ProblemMapping {

	private static final Duration SOON = Duration.ofSeconds(1);

	private static final Map<Class<? extends Throwable>, Function<Throwable, Problem>> KNOWN = new LinkedHashMap<>();

	private static final List<Supplier<Problem>> UNIFORM = new ArrayList<>();

	static {
		on(InvalidCredentialException.class, HttpStatus.UNAUTHORIZED, "invalid-token", "The credential is not valid",
				Challenge.INVALID);
		on(SessionEndedException.class,
				(ex) -> Problem.of(HttpStatus.UNAUTHORIZED, "session-ended", "The session has ended")
					.with("reason", ex.reason().code())
					.challenging(Challenge.INVALID));
		on(ProofTooOldException.class,
				(ex) -> Problem.of(HttpStatus.UNAUTHORIZED, ProblemWriter.PROOF_TOO_OLD, "Show once more who you are")
					.stepUp(ex.maxAge()));
		on(AuthenticationException.class, HttpStatus.UNAUTHORIZED, "login-required", "Sign in first",
				Challenge.MISSING);
		on(LoginRefusedException.class, HttpStatus.UNAUTHORIZED, "invalid-credentials",
				"The name or the password is wrong", Challenge.MISSING);
		on(SecondFactorRequiredException.class,
				(ex) -> Problem
					.of(HttpStatus.UNAUTHORIZED, "second-factor-required", "A second factor is needed as well")
					.with("login", ex.ticket())
					.with("factors", ex.factors())
					.challenging(Challenge.MISSING));
		on(InvalidCodeException.class, HttpStatus.UNAUTHORIZED, "invalid-code", "The code is wrong, or was used",
				Challenge.MISSING);
		on(InvalidLoginException.class, HttpStatus.UNAUTHORIZED, "invalid-login", "Sign in again from the beginning",
				Challenge.MISSING);
		on(InvalidFirstCodeException.class, HttpStatus.BAD_REQUEST, "invalid-code", "The code is wrong",
				Challenge.NONE);
		on(NoSecondFactorException.class, HttpStatus.CONFLICT, "no-second-factor", "Set up a second factor first",
				Challenge.NONE);
		on(PasskeyRefusedException.class,
				(ex) -> (ex.reason() == Reason.MALFORMED) ? of(HttpStatus.BAD_REQUEST)
						: Problem.of(HttpStatus.UNAUTHORIZED, "invalid-credentials", "The passkey was not accepted")
							.challenging(Challenge.MISSING));
		on(InvalidPasskeyException.class, HttpStatus.BAD_REQUEST, "invalid-passkey",
				"This is not a new passkey, or took too long", Challenge.NONE);
		on(InvalidPasskeyNameException.class, HttpStatus.BAD_REQUEST, "invalid-name", "The name is not allowed",
				Challenge.NONE);
		on(TooManyPasskeysException.class, HttpStatus.CONFLICT, "too-many-passkeys",
				"There are as many passkeys as there may be", Challenge.NONE);
		on(UnknownPasskeyException.class, HttpStatus.NOT_FOUND, "unknown-passkey", "There is no such passkey",
				Challenge.NONE);
		on(InvalidClientException.class, HttpStatus.UNAUTHORIZED, "invalid-client",
				"This is not a registered application", Challenge.CLIENT);
		on(AmbiguousCredentialsException.class, HttpStatus.BAD_REQUEST, "invalid-request",
				"The request carries different credentials", Challenge.NONE);
		on(ProofWrongException.class, HttpStatus.FORBIDDEN, "proof-wrong", "That does not prove who you are",
				Challenge.NONE);
		on(CurrentPasswordWrongException.class, HttpStatus.FORBIDDEN, "current-password-wrong",
				"The current password is wrong", Challenge.NONE);
		on(PasswordRejectedException.class,
				(ex) -> Problem.of(HttpStatus.BAD_REQUEST, "password-rejected", "The new password breaks a rule")
					.with("rule", ex.rule()));
		on(PasswordChangeRequiredException.class, HttpStatus.FORBIDDEN, PasswordChangeRequiredException.SLUG,
				"Change the password first", Challenge.NONE);
		on(FactorSetupRequiredException.class, HttpStatus.FORBIDDEN, FactorSetupRequiredException.SLUG,
				"Set up a second factor first", Challenge.NONE);
		on(CsrfException.class, HttpStatus.FORBIDDEN, "csrf-token-required",
				"The request has no valid token against forged requests", Challenge.NONE);
		on(AccessDeniedException.class, HttpStatus.FORBIDDEN, "forbidden", "Not allowed", Challenge.NONE);
		on(NotGrantableException.class, HttpStatus.FORBIDDEN, "not-grantable",
				"You can only grant permissions that you hold", Challenge.NONE);
		on(UnknownAccountException.class, HttpStatus.NOT_FOUND, "unknown-user", "There is no such user",
				Challenge.NONE);
		on(UnknownSessionException.class, HttpStatus.NOT_FOUND, "unknown-session", "There is no such session",
				Challenge.NONE);
		on(UnknownRoleException.class, HttpStatus.BAD_REQUEST, "unknown-role", "There is no such role", Challenge.NONE);
		on(InvalidRoleException.class, HttpStatus.BAD_REQUEST, "invalid-role",
				"A role or a permission has a name that is not allowed, or there are too many", Challenge.NONE);
		on(InvalidUsernameException.class, HttpStatus.BAD_REQUEST, "invalid-username", "The name is not allowed",
				Challenge.NONE);
		on(UsernameTakenException.class, HttpStatus.CONFLICT, "username-taken", "The name is taken", Challenge.NONE);
		on(InvalidLinkException.class, HttpStatus.BAD_REQUEST, "invalid-token", "The link is not good, or no longer",
				Challenge.NONE);
		on(NoMailException.class, HttpStatus.CONFLICT, "no-mail", "There is no mail server", Challenge.NONE);
		on(InvalidEmailException.class, HttpStatus.BAD_REQUEST, "invalid-email", "The e-mail address is not allowed",
				Challenge.NONE);
		on(EmailTakenException.class, HttpStatus.CONFLICT, "email-taken", "Another account has this e-mail address",
				Challenge.NONE);
		on(InvalidDisplayNameException.class, HttpStatus.BAD_REQUEST, "invalid-name", "The name is not allowed",
				Challenge.NONE);
		on(InvalidApplicationNameException.class, HttpStatus.BAD_REQUEST, "invalid-name", "The name is not allowed",
				Challenge.NONE);
		on(InvalidApplicationException.class,
				(ex) -> Problem.of(HttpStatus.BAD_REQUEST, "invalid-application", "The application is not valid")
					.with("member", ex.member()));
		on(ApplicationNameTakenException.class, HttpStatus.CONFLICT, "name-taken", "The name is taken", Challenge.NONE);
		on(ClientIdTakenException.class, HttpStatus.CONFLICT, "client-id-taken", "The client id is taken",
				Challenge.NONE);
		on(HostTakenException.class, HttpStatus.CONFLICT, "host-taken", "A host leads to another application",
				Challenge.NONE);
		on(DeclaredApplicationException.class, HttpStatus.CONFLICT, "declared-application",
				"The configuration declares this application, and only it can change it", Challenge.NONE);
		on(NoSecretException.class, HttpStatus.CONFLICT, "no-secret", "This application has no use for a secret",
				Challenge.NONE);
		on(PublicUrlRequiredException.class, HttpStatus.CONFLICT, "public-url-required",
				"Set latchkey.web.public-url before you register an application with hosts", Challenge.NONE);
		on(TooManyApplicationsException.class, HttpStatus.CONFLICT, "too-many-applications",
				"There are as many applications as there may be", Challenge.NONE);
		on(UnknownApplicationException.class, HttpStatus.NOT_FOUND, "unknown-application",
				"There is no such application", Challenge.NONE);
		on(UnknownApplicationHostException.class, HttpStatus.FORBIDDEN, "unknown-application",
				"This is not the host of an application", Challenge.NONE);
		on(InvalidImportException.class,
				(ex) -> Problem.of(HttpStatus.BAD_REQUEST, "invalid-import", "The file cannot be taken")
					.with("reason", ex.reason()));
		on(StartAgainException.class, HttpStatus.BAD_REQUEST, "start-again", "Start again", Challenge.NONE);
		on(LastAdministratorException.class, HttpStatus.CONFLICT, "last-administrator",
				"No administrator would be left", Challenge.NONE);
		on(RoleInUseException.class, HttpStatus.CONFLICT, "role-in-use", "The role is in use", Challenge.NONE);
		on(TooManyAttemptsException.class,
				(ex) -> Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts", "Too many attempts")
					.retryAfter(ex.retryAfter()));
		on(HashingBusyException.class,
				(ex) -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many logins at once")
					.retryAfter(ex.retryAfter()));
		on(ServerBusyException.class,
				(ex) -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many requests at once")
					.retryAfter(SOON));
		on(UnknownIssuerException.class, HttpStatus.SERVICE_UNAVAILABLE, "public-url-required",
				"Set latchkey.web.public-url first", Challenge.NONE);
		unavailable(RevocationsUnknownException.class);
		unavailable(CallNotPermittedException.class);
		unavailable(DataAccessException.class);
		unavailable(TransactionException.class);
		on(HttpMessageNotReadableException.class, (ex) -> {
			Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
			return (root instanceof ResponseStatusException refused) ? answered(refused) : of(HttpStatus.BAD_REQUEST);
		});
		// of Accept: what a body has is looked at before
		on(InvalidMediaTypeException.class, (ex) -> of(HttpStatus.NOT_ACCEPTABLE));
		on(InvalidParameterException.class, (ex) -> of(HttpStatus.valueOf(ex.getErrorCode())));
		invalid(TypeMismatchException.class);
		invalid(ConversionFailedException.class);
		invalid(ConstraintViolationException.class);
		invalid(RequestRejectedException.class);
	}

	private ProblemMapping() {
	}

	/**
	 * Return the error for a failure, or for what caused it.
	 * @return the problem, or {@code null} if the failure is not known
	 */
	static @Nullable Problem of(Throwable failure) {
		if (failure instanceof ErrorResponse response) {
			return answered(response);
		}
		for (Map.Entry<Class<? extends Throwable>, Function<Throwable, Problem>> known : KNOWN.entrySet()) {
			if (known.getKey().isInstance(failure)) {
				return known.getValue().apply(failure);
			}
		}
		return (failure.getCause() != null) ? of(failure.getCause()) : null;
	}

	/**
	 * Return the problems that are the same for all failures of their type.
	 */
	static Stream<Problem> uniform() {
		return UNIFORM.stream().map(Supplier::get);
	}

	/**
	 * Return the problem that an exception of Spring's stands for, with what it says of
	 * methods (RFC 9110, 15.5.6) and of media types (15.5.16) that would do.
	 */
	private static Problem answered(ErrorResponse response) {
		Problem problem = of(HttpStatus.valueOf(response.getStatusCode().value()));
		for (String header : List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT)) {
			@Nullable String values = response.getHeaders().getFirst(header);
			if (values != null) {
				problem.accepting(header, values);
			}
		}
		return problem;
	}

	static Problem of(HttpStatus status) {
		return switch (status) {
			case BAD_REQUEST -> Problem.of(status, "invalid-request", "The request is not valid");
			case NOT_FOUND -> Problem.of(status, "not-found", "There is nothing here");
			case CONTENT_TOO_LARGE -> Problem.of(status, "too-large", "The request is too large");
			case SERVICE_UNAVAILABLE -> unavailable();
			default -> status.is5xxServerError()
					? Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong here")
					: Problem.of(status, status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
							status.getReasonPhrase());
		};
	}

	private static Problem unavailable() {
		return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Something that is needed does not answer")
			.retryAfter(SOON);
	}

	private static void unavailable(Class<? extends Throwable> type) {
		on(type, (ex) -> unavailable());
	}

	private static void invalid(Class<? extends Throwable> type) {
		on(type, (ex) -> of(HttpStatus.BAD_REQUEST));
	}

	private static void on(Class<? extends Throwable> type, HttpStatus status, String slug, String title,
			Challenge challenge) {
		UNIFORM.add(() -> Problem.of(status, slug, title));
		on(type, (ex) -> Problem.of(status, slug, title).challenging(challenge));
	}

	private static <T extends Throwable> void on(Class<T> type, Function<T, Problem> problem) {
		KNOWN.put(type, (failure) -> problem.apply(type.cast(failure)));
	}

}
