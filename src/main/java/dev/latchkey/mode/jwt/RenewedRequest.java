package dev.latchkey.mode.jwt;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.ResponseCookie;

/**
 * A request that carries renewed cookies in place of those that the browser sent.
 */
class RenewedRequest extends HttpServletRequestWrapper {

	private final Cookie[] cookies;

	RenewedRequest(HttpServletRequest request, List<ResponseCookie> renewed) {
		super(request);
		Map<String, Cookie> byName = renewed.stream()
			.map((cookie) -> new Cookie(cookie.getName(), cookie.getValue()))
			.collect(Collectors.toMap(Cookie::getName, Function.identity()));
		this.cookies = Stream
			.concat(Arrays.stream(request.getCookies()).filter((cookie) -> !byName.containsKey(cookie.getName())),
					byName.values().stream())
			.toArray(Cookie[]::new);
	}

	@Override
	public Cookie[] getCookies() {
		return this.cookies.clone();
	}

}
