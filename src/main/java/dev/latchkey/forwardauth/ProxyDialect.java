package dev.latchkey.forwardauth;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.url.HostName;
import dev.latchkey.url.OriginalTarget;
import dev.latchkey.web.Navigation;
import dev.latchkey.web.forwarded.RequestHost;
import dev.latchkey.web.forwarded.SingleHeader;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * How a proxy asks: where in its question the original request is, and which answers it
 * can hand on. A header that is there twice counts as missing.
 */
enum ProxyDialect {

	/**
	 * Traefik's ForwardAuth, Caddy's forward_auth and HAProxy: a header for each part.
	 */
	HEADERS {
		@Override
		@Nullable OriginalRequest read(HttpServletRequest question) {
			return (question.getHeader("X-Forwarded-Host") != null)
					? original(question, SingleHeader.valueIn(question, "X-Forwarded-Method"),
							SingleHeader.valueIn(question, "X-Forwarded-Uri"))
					: null;
		}
	},

	/**
	 * The auth_request of nginx: the whole URL in a header. It hands on no page and no
	 * redirect.
	 */
	NGINX {
		@Override
		@Nullable OriginalRequest read(HttpServletRequest question) {
			@Nullable String url = SingleHeader.valueIn(question, "X-Original-URL");
			Matcher parts = ORIGINAL_URL.matcher((url != null) ? url : "");
			if (!parts.matches()) {
				return null;
			}
			String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
			@Nullable String host = HostName.canonical(parts.group("host"), scheme);
			return (host != null) ? new OriginalRequest(scheme, host, LocalPath.ofRequest(parts.group("target")),
					Navigation.is(SingleHeader.valueIn(question, "X-Original-Method"), question)) : null;
		}
	},

	/**
	 * The ext_authz filter of Envoy: the original request itself, below a prefix.
	 */
	ENVOY {
		@Override
		@Nullable OriginalRequest read(HttpServletRequest question) {
			return original(question, question.getMethod(), OriginalTarget.read(question));
		}
	};

	private static final Pattern ORIGINAL_URL = Pattern.compile("(?<scheme>https?)://(?<host>[^/?]*)(?<target>.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/**
	 * Return how a question is asked.
	 * @param path the path of the question below the context path, as it came
	 * @return the dialect, or {@code null} if it is no such question
	 */
	static @Nullable ProxyDialect of(String path) {
		return switch (path) {
			case "/forward-auth" -> HEADERS;
			case "/forward-auth/nginx" -> NGINX;
			case OriginalTarget.PREFIX -> ENVOY;
			default -> null;
		};
	}

	/**
	 * Return the request that a proxy asks about.
	 * @param question the question of a trusted proxy
	 * @return the request, or {@code null} if it is not for exactly one host
	 */
	abstract @Nullable OriginalRequest read(HttpServletRequest question);

	/**
	 * Return the status by which the proxy leads a browser elsewhere.
	 */
	HttpStatus redirect() {
		return (this == NGINX) ? HttpStatus.UNAUTHORIZED : HttpStatus.SEE_OTHER;
	}

	/**
	 * Return whether the proxy hands on the body of an answer.
	 */
	boolean handsOnPages() {
		return this != NGINX;
	}

	private static @Nullable OriginalRequest original(HttpServletRequest question, @Nullable String method,
			@Nullable String target) {
		@Nullable String host = RequestHost.hostOf(question);
		return (host != null) ? new OriginalRequest(RequestHost.schemeOf(question, host), host,
				LocalPath.ofRequest(target), Navigation.is(method, question)) : null;
	}

}
