package dev.latchkey.login;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Username;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.throttle.DeviceMark;
import dev.latchkey.throttle.DeviceTokens;
import dev.latchkey.throttle.KnownDevice;
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

	private final Accounts accounts;

	private final CredentialCookies cookies;

	private final CredentialResolver credentialResolver;

	KnownDevices(DeviceTokens tokens, Accounts accounts, CredentialCookies cookies,
			CredentialResolver credentialResolver) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.cookies = cookies;
		this.credentialResolver = credentialResolver;
	}

	/**
	 * Return the device, if it is known for the account of this name by its present
	 * password.
	 * @param given a token from the body, or {@code null}
	 */
	@Nullable KnownDevice find(Username username, @Nullable String given, HttpServletRequest request) {
		List<DeviceMark> marks = presented(given, request).toList();
		if (marks.isEmpty()) {
			return null;
		}
		// not by name: another account may have it by now
		Optional<Account> account = this.accounts.byUsername(username);
		return account
			.flatMap((owner) -> marks.stream()
				.filter((mark) -> this.tokens.isCurrent(mark, owner.id(), owner.passwordHash()))
				.map(DeviceMark::device)
				.findFirst())
			.orElse(null);
	}

	/**
	 * Mark the device that has just proved a password.
	 * @param passwordHash the stored hash of that password
	 * @param given a token from the body, or {@code null}
	 * @return what the device is known by from now on
	 */
	String mark(String accountId, String passwordHash, @Nullable String given, HttpServletRequest request) {
		KnownDevice before = presented(given, request).map(DeviceMark::device)
			.filter((device) -> device.accountId().equals(accountId))
			.findFirst()
			.orElse(null);
		return this.tokens.write(accountId, passwordHash, before);
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

	private Stream<DeviceMark> presented(@Nullable String given, HttpServletRequest request) {
		Stream<String> inCookies = this.credentialResolver.cookieValues(request, CredentialCookies.DEVICE).stream();
		return Stream.concat(Stream.ofNullable(given), inCookies).map(this.tokens::read).filter(Objects::nonNull);
	}

}
