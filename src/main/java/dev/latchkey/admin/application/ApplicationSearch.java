package dev.latchkey.admin.application;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.latchkey.application.Application;
import dev.latchkey.text.SurroundingSpace;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which applications a list shows, as a request says it; what is empty asks for nothing.
 *
 * @param q a part of a name, a client id, an address or a host
 * @param way the code of a way in
 */
record ApplicationSearch(@Nullable String q, @Nullable String way) {

	static final ApplicationSearch ALL = new ApplicationSearch(null, null);

	/** The ways in, by the names that they have in answers. */
	private static final Map<String, Predicate<Application>> WAYS = Map.of("oidc",
			(application) -> application.oidc() != null, "proxy", (application) -> application.proxy() != null,
			"introspect", Application::introspect);

	static List<String> ways() {
		return WAYS.keySet().stream().sorted().toList();
	}

	/**
	 * Return those that are asked for, in their order.
	 * @throws ResponseStatusException with status 400 if there is no such way in
	 */
	List<Application> among(List<Application> all) {
		String wanted = text(this.way);
		Predicate<Application> goes = wanted.isEmpty() ? (application) -> true : WAYS.get(wanted);
		if (goes == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		String part = SurroundingSpace.cut(text(this.q)).toLowerCase(Locale.ROOT);
		return all.stream()
			.filter(goes)
			.filter((application) -> texts(application)
				.anyMatch((text) -> text.toLowerCase(Locale.ROOT).contains(part)))
			.toList();
	}

	private static Stream<String> texts(Application application) {
		Stream<String> hosts = (application.proxy() != null) ? application.proxy().hosts().stream() : Stream.of();
		return Stream.concat(
				Stream.of(application.name(), application.clientId(), application.home()).filter(Objects::nonNull),
				hosts);
	}

	/**
	 * Return a link to the list with the same search. Public, because the page asks for
	 * it.
	 */
	public String link() {
		return UriComponentsBuilder.fromPath("/admin/applications")
			.queryParam("q", "{q}")
			.queryParam("way", "{way}")
			.encode()
			.buildAndExpand(text(this.q), text(this.way))
			.toUriString();
	}

	/**
	 * Return whether all applications are listed. Public, because the page asks for it.
	 */
	public boolean isForAll() {
		return text(this.q).isEmpty() && text(this.way).isEmpty();
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
