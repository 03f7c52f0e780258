package dev.latchkey.login;

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
import dev.latchkey.throttle.DeviceTokens;
import dev.latchkey.throttle.KnownDevice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Marks devices that have signed in, and recognises them: browsers by a cookie, and
 * clients that keep their tokens themselves by one more token.
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
	 * Return the device, if it is known for the account of this name.
	 * @param given a token from the body, or {@code null}
	 */
	@Nullable KnownDevice find(Username username, @Nullable String given, HttpServletRequest request) {
		Optional<KnownDevice> device = presented(given, request).findFirst();
		if (device.isEmpty()) {
			return null;
		}
		// not by name: another account may have it by now
		Optional<String> id = this.accounts.byUsername(username).map(Account::id);
		return device.filter((known) -> id.filter(known.accountId()::equals).isPresent()).orElse(null);
	}

	/**
	 * Answer a login: set its cookies and mark the device, in the way that it carries its
	 * credential.
	 * @param given a token from the body, or {@code null}
	 */
	LoginAnswer answer(IssuedCredentials issued, @Nullable String given, HttpServletRequest request,
			HttpServletResponse response) {
		String account = issued.session().accountId();
		KnownDevice before = presented(given, request).filter((device) -> device.accountId().equals(account))
			.findFirst()
			.orElse(null);
		String token = this.tokens.write(account, before);
		issued.cookies().forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
		if (issued.tokens() != null) {
			return LoginAnswer.of(issued, token);
		}
		response.addHeader(HttpHeaders.SET_COOKIE,
				this.cookies.create(CredentialCookies.DEVICE, token, DeviceTokens.LIFETIME).toString());
		return LoginAnswer.of(issued);
	}

	private Stream<KnownDevice> presented(@Nullable String given, HttpServletRequest request) {
		Stream<String> inCookies = this.credentialResolver.cookieValues(request, CredentialCookies.DEVICE).stream();
		return Stream.concat(Stream.ofNullable(given), inCookies).map(this.tokens::read).filter(Objects::nonNull);
	}

}
