package dev.latchkey.url;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.url.UrlRule.Access;
import dev.latchkey.url.UrlRule.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/**
 * Answers what each path is and who may call it, for all packages that have to know.
 * {@link UrlTable} is the only place that defines it.
 */
public final class UrlSpace {

	/** What takes a file of users, line by line, however long it is. */
	private static final String USER_FILES = "/api/admin/users/import";

	/**
	 * What applications and their proxies call, on any name of Latchkey that they use.
	 */
	private static final Set<String> TOPS_ON_EVERY_HOST = Set.of("forward-auth", "actuator", ".well-known");

	private static final Set<String> ON_EVERY_HOST = Set.of("/oauth2/introspect", "/oauth2/revoke");

	private static final Set<String> TO_APPLICATIONS = Set.of("/continue", "/oauth2/authorize", "/oauth2/logout");

	private static final Map<UrlRule, PathSet> PERMISSIONS = pathsOf(Access.PERMISSION);

	private static final Set<Access> OPEN = EnumSet.of(Access.PUBLIC, Access.OPTIONAL, Access.BODY, Access.APPLICATION,
			Access.APPLICATION_TOKEN);

	/** The paths that need no user's credential. */
	public static final PathSet PUBLIC = new PathSet(UrlTable.patterns((rule) -> OPEN.contains(rule.access())));

	/** The paths that need a permission. */
	public static final PathSet ADMINISTRATION = new PathSet(UrlTable.patterns((rule) -> rule.access() == Access.NONE));

	/** The paths that applications call, and their scripts from other origins. */
	public static final PathSet OPENID = new PathSet("/oauth2/token", "/oauth2/par", "/oauth2/revoke",
			"/oauth2/device_authorization", "/userinfo", "/.well-known/**");

	/** The paths that scripts of other origins may call, if any may. */
	public static final PathSet CROSS_ORIGIN = new PathSet("/api/**", "/.well-known/**");

	private static final PathSet NAMED = new PathSet(
			Stream.of(UrlTable.patterns((rule) -> rule.access() != Access.NONE))
				.filter((pattern) -> !pattern.equals("/"))
				.toArray(String[]::new));

	private static final Set<String> PROGRAMS = UrlTable.tops((rule) -> rule.kind() == Kind.PROGRAM);

	/** Pages whose first segment is that of programs. */
	private static final Set<String> PAGES_AMONG_PROGRAMS = Stream
		.of(UrlTable.patterns((rule) -> rule.kind() == Kind.PAGE))
		.filter((pattern) -> PROGRAMS.contains(UrlTable.top(pattern)))
		.collect(Collectors.toUnmodifiableSet());

	private static final Set<String> NOT_RENEWED = UrlTable
		.tops((rule) -> rule.kind() == Kind.PROGRAM || rule.kind() == Kind.ASSET || rule.access() == Access.PUBLIC);

	private static final Set<String> WITH_OPTIONAL_SESSION = Set
		.of(UrlTable.patterns((rule) -> rule.access() == Access.OPTIONAL));

	private static final Set<String> TAKING_TOKENS = Set
		.of(UrlTable.patterns((rule) -> rule.access() == Access.APPLICATION_TOKEN));

	private static final List<String> FORMS = Stream.of(UrlTable.patterns((rule) -> rule.kind() == Kind.FORM))
		.map(UrlSpace::withoutWildcard)
		.toList();

	private static final Set<String> BODIES = Set.of(UrlTable.patterns((rule) -> rule.access() == Access.BODY));

	private static final Set<String> APPLICATIONS = UrlTable.tops((rule) -> rule.access() == Access.APPLICATION);

	private UrlSpace() {
	}

	/**
	 * Return the lines for some callers.
	 * @param accesses who may call
	 * @return the lines, in the order of the table
	 */
	public static List<UrlRule> rules(Access... accesses) {
		return UrlTable.RULES.stream().filter((rule) -> List.of(accesses).contains(rule.access())).toList();
	}

	/**
	 * Return the permission that a call takes.
	 * @param method the method
	 * @param path the path
	 * @return what the first line says that is about such a call; {@code null} where no
	 * line asks for a permission
	 */
	public static @Nullable String permissionFor(HttpMethod method, PathContainer path) {
		return PERMISSIONS.entrySet()
			.stream()
			.filter((line) -> line.getKey().isAbout(method) && line.getValue().contain(path))
			.findFirst()
			.map((line) -> line.getKey().permission())
			.orElse(null);
	}

	/**
	 * Return whether a call needs no user's credential.
	 * @param template the path as a description of the API names it
	 * @return whether all clients may call it
	 */
	public static boolean isPublic(String template) {
		return PUBLIC.contain(PathContainer.parsePath(template));
	}

	/**
	 * Return whether the table has a line that opens a path to some caller.
	 * @param template the path as its controller names it
	 * @return whether some line but the last two, which shut the rest, names it
	 */
	public static boolean names(String template) {
		return template.equals("/") || NAMED.contain(PathContainer.parsePath(template));
	}

	/**
	 * Return whether programs call a path, so that its errors are JSON.
	 * @param path the path, decoded
	 * @return whether it is an API
	 */
	public static boolean isProgram(String path) {
		return PROGRAMS.contains(UrlTable.top(path)) && !PAGES_AMONG_PROGRAMS.contains(path);
	}

	/**
	 * Return whether a path is a page that needs a session, so that an access cookie that
	 * has expired is renewed on the way to it.
	 * @param path the path, decoded and without parameters
	 * @return whether it is such a page, which a path that no line names is too
	 */
	public static boolean isPageOfSession(String path) {
		return !NOT_RENEWED.contains(UrlTable.top(path)) || WITH_OPTIONAL_SESSION.contains(path);
	}

	/**
	 * Return the page whose form was sent.
	 * @param uri the path that it was sent to, as it came
	 * @return the page, or the home page where no page has such a form
	 */
	public static String pageOfForm(String uri) {
		return FORMS.stream().filter(uri::startsWith).findFirst().orElse("/");
	}

	/**
	 * Return whether the filter chain leaves the CSRF check of a call to its controller,
	 * or no cookie authorises it.
	 * @param path the path, decoded and without parameters
	 * @return whether the filter chain does not ask for a CSRF token
	 */
	public static boolean decidesOnCsrf(String path) {
		// what is below the top of the applications' paths, not the top itself
		return BODIES.contains(path) || mayBeSentByOthers(path) || TAKING_TOKENS.contains(path)
				|| (isForApplications(path) && path.indexOf('/', 1) > 0);
	}

	/**
	 * Return whether a page is meant to be opened by pages of applications, even by their
	 * forms: sending one there changes nothing, or the page itself asks whether it may.
	 * @param path the path, decoded and without parameters
	 * @return whether another site may send a form there
	 */
	public static boolean mayBeSentByOthers(String path) {
		return PAGES_AMONG_PROGRAMS.contains(path);
	}

	/**
	 * Return whether what is sent to a path is a form.
	 * @param path the path, decoded and without parameters
	 * @return whether it is not JSON
	 */
	public static boolean takesForms(String path) {
		return !isProgram(path) || isForApplications(path) || TAKING_TOKENS.contains(path);
	}

	/**
	 * Return whether a path takes a file of users, which is read while it comes.
	 * @param path the path, decoded and without parameters
	 * @return whether its body is neither JSON nor a form, and may be of any length
	 */
	public static boolean takesUserFiles(String path) {
		return USER_FILES.equals(path);
	}

	/**
	 * Return whether applications call a path, with credentials of their own.
	 * @param path the path
	 * @return whether it is for applications
	 */
	public static boolean isForApplications(String path) {
		return APPLICATIONS.contains(UrlTable.top(path)) && !PAGES_AMONG_PROGRAMS.contains(path);
	}

	/**
	 * Return whether a path is answered on other hosts than that of the public URL, as
	 * the reserved paths are.
	 * @param path the path, decoded and without parameters
	 * @return whether applications or their proxies call it
	 */
	public static boolean isOnEveryHost(String path) {
		return TOPS_ON_EVERY_HOST.contains(UrlTable.top(path)) || ON_EVERY_HOST.contains(path);
	}

	/**
	 * Return whether a page only leads to an application, which may be on another host.
	 * @param path the path, as a link names it
	 * @return whether it is such a page
	 */
	public static boolean leadsToApplications(String path) {
		return TO_APPLICATIONS.contains(path);
	}

	private static Map<UrlRule, PathSet> pathsOf(Access access) {
		Map<UrlRule, PathSet> paths = new LinkedHashMap<>();
		rules(access).forEach((rule) -> paths.put(rule, new PathSet(rule.patterns().toArray(String[]::new))));
		return paths;
	}

	private static String withoutWildcard(String pattern) {
		return pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - "/**".length()) : pattern;
	}

}
