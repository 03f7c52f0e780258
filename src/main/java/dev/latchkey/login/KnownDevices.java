package dev.latchkey.login;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.username.Username;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.DeviceMark;
import dev.latchkey.throttle.DeviceTokens;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Marks devices that have signed in, and recognises them until the account has another
 * password: browsers by a cookie, and clients that keep their tokens themselves by one
 * more token.
 */
class KnownDevices {

	private final DeviceTokens tokens;

	private final Throttle throttle;

	private final Accounts accounts;

	private final CredentialCookies cookies;

	private final CredentialResolver credentialResolver;

	KnownDevices(DeviceTokens tokens, Throttle throttle, Accounts accounts, CredentialCookies cookies,
			CredentialResolver credentialResolver) {
		this.tokens = tokens;
		this.throttle = throttle;
		this.accounts = accounts;
		this.cookies = cookies;
		this.credentialResolver = credentialResolver;
	}

	/**
	 * Return the device, if it is known for the account of this name by its present
	 * password. Only what was written for this very name is looked up, and by one client
	 * at a time for each password that the account ever had.
	 * @param given a token from the body, or {@code null}
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many wait for that
	 */
	@Nullable KnownDevice find(Username username, @Nullable String given, HttpServletRequest request) {
		List<DeviceMark> marks = presented(username.text(), given, request).toList();
		if (marks.isEmpty()) {
			return null;
		}
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(username.text(), request.getRemoteAddr(), null);
		AttemptTurn turn = this.throttle.enter(attempt, marks.get(0));
		try {
			// another account may have the name by now
			return this.accounts.byUsername(username).flatMap((owner) -> knownTo(owner, marks)).orElse(null);
		}
		finally {
			turn.close();
		}
	}

	private Optional<KnownDevice> knownTo(Account owner, List<DeviceMark> marks) {
		return marks.stream()
			.filter((mark) -> this.tokens.isCurrent(mark, owner.id(), owner.passwordHash()))
			.map(DeviceMark::device)
			.findFirst();
	}

	/**
	 * Mark the device that has just proved a password.
	 * @param username the account's canonical name
	 * @param passwordHash the stored hash of that password
	 * @param given a token from the body, or {@code null}
	 * @return what the device is known by from now on
	 */
	String mark(String accountId, String username, String passwordHash, @Nullable String given,
			HttpServletRequest request) {
		return mark(accountId, username, passwordHash, before(accountId, username, given, request));
	}

	/**
	 * Mark the device that has just proved a password.
	 * @param before what it was known by, or {@code null}
	 * @return what it is known by from now on
	 */
	String mark(String accountId, String username, String passwordHash, @Nullable KnownDevice before) {
		return this.tokens.write(accountId, username, passwordHash, before);
	}

	/**
	 * Return what a device was known by for an account, by whatever password.
	 */
	@Nullable KnownDevice before(String accountId, String username, @Nullable String given, HttpServletRequest request) {
		return presented(username, given, request).map(DeviceMark::device)
			.filter((device) -> device.accountId().equals(accountId))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Answer a login: set its cookies and mark the device, in the way that it carries its
	 * credential.
	 */
	LoginAnswer answer(LoginOutcome outcome, HttpServletResponse response) {
		IssuedCredentials issued = outcome.issued();
		String token = outcome.deviceToken();
		issued.cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		if (issued.tokens() != null) {
			return LoginAnswer.of(issued, token);
		}
		response.addHeader(HttpHeaders.SET_COOKIE,
				this.cookies.create(CredentialCookies.DEVICE, token, DeviceTokens.LIFETIME).toString());
		return LoginAnswer.of(issued);
	}

	private Stream<DeviceMark> presented(String username, @Nullable String given, HttpServletRequest request) {
		Stream<String> inCookies = this.credentialResolver.cookieValues(request, CredentialCookies.DEVICE).stream();
		return Stream.concat(Stream.ofNullable(given), inCookies)
			.map((token) -> this.tokens.read(token, username))
			.filter(Objects::nonNull);
	}

}
