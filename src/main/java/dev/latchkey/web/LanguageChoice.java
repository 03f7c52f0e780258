package dev.latchkey.web;

import java.time.Duration;
import java.util.Locale;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.text.Languages;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Chooses the language of a page: what the reader chose on a page before, which a cookie
 * remembers; else what the browser prefers (RFC 9110, 12.5.4); else English.
 */
class LanguageChoice extends AcceptHeaderLocaleResolver {

	private static final Duration REMEMBERED = Duration.ofDays(365);

	private final CookieSettings cookies;

	LanguageChoice(CookieSettings cookies) {
		this.cookies = cookies;
		setSupportedLocales(Languages.ALL);
		setDefaultLocale(Languages.DEFAULT);
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		@Nullable Cookie cookie = WebUtils.getCookie(request, name());
		@Nullable Locale chosen = (cookie != null) ? Languages.find(cookie.getValue()) : null;
		return (chosen != null) ? chosen : super.resolveLocale(request);
	}

	/**
	 * Return the cookie that remembers a choice. Scripts may read it: it says nothing
	 * that the page does not.
	 */
	ResponseCookie remember(Locale language) {
		return ResponseCookie.from(name(), language.getLanguage())
			.secure(this.cookies.secure())
			.sameSite("Lax")
			.path("/")
			.maxAge(REMEMBERED)
			.build();
	}

	private String name() {
		return this.cookies.name("latchkey-language");
	}

}
