package dev.latchkey.web;

import java.time.Duration;
import java.util.Locale;

import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.KnownProfiles;
import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import dev.latchkey.text.SupportedLanguages;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Chooses the language of a page: that of the account that is signed in; else what the
 * reader chose on a page before, which a cookie remembers; else what the browser prefers
 * (RFC 9110, 12.5.4); else English.
 */
class LanguageChoice extends AcceptHeaderLocaleResolver {

	private static final Duration REMEMBERED = Duration.ofDays(365);

	private static final String FOUND = LanguageChoice.class.getName();

	private final CookieSettings cookies;

	private final ObjectProvider<KnownProfiles> profiles;

	/**
	 * Choose by what accounts and cookies say.
	 * @param profiles looked for when a user is signed in: the server's own error pages
	 * have a language before there is a database
	 */
	LanguageChoice(CookieSettings cookies, ObjectProvider<KnownProfiles> profiles) {
		this.cookies = cookies;
		this.profiles = profiles;
		setSupportedLocales(SupportedLanguages.ALL);
		setDefaultLocale(SupportedLanguages.DEFAULT);
	}

	/**
	 * {@inheritDoc} It is the same for all of the request: a page asks for each time and
	 * each number in it.
	 */
	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		if (request.getAttribute(FOUND) instanceof Locale found) {
			return found;
		}
		Locale found = find(request);
		request.setAttribute(FOUND, found);
		return found;
	}

	private Locale find(HttpServletRequest request) {
		@Nullable Locale own = ofAccount();
		if (own != null) {
			return own;
		}
		@Nullable Cookie cookie = WebUtils.getCookie(request, name());
		@Nullable Locale chosen = (cookie != null) ? SupportedLanguages.find(cookie.getValue()) : null;
		return (chosen != null) ? chosen : super.resolveLocale(request);
	}

	/**
	 * Return what the account says, which a person who first has to change the password
	 * or to set up a factor cannot change yet: for these, the cookie says it.
	 */
	private @Nullable Locale ofAccount() {
		@Nullable Session me = SessionAuthentication.current();
		@Nullable AccountProfile profile = (me != null && me.isFree()) ? this.profiles.getObject().ifKnown(me.accountId()) : null;
		return (profile != null) ? SupportedLanguages.find(profile.language()) : null;
	}

	/**
	 * Return the cookie that remembers a choice. Scripts may read it: it says nothing
	 * that the page does not.
	 * @param language the code, or empty to forget the choice
	 */
	ResponseCookie remember(String language) {
		return ResponseCookie.from(name(), language)
			.secure(this.cookies.secure())
			.sameSite("Lax")
			.path("/")
			.maxAge(language.isEmpty() ? Duration.ZERO : REMEMBERED)
			.build();
	}

	private String name() {
		return this.cookies.name("latchkey-language");
	}

}
