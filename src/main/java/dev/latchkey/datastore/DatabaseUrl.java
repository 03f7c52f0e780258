package dev.latchkey.datastore;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.startup.StartupException;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Checks that the URL of the database is one that PostgreSQL's driver, or H2's, can read.
 * What it says quotes no user and no parameter.
 */
final class DatabaseUrl {

	private static final String PROPERTY = "spring.datasource.url";

	private static final String ACTION = "Write jdbc:postgresql://%s, and the user and the password in "
			+ "spring.datasource.username and spring.datasource.password.";

	private static final String EXAMPLE = "HOST:5432/DATABASE";

	/** PostgreSQL's own kind of URL: scheme, user, address. */
	private static final Pattern LIBPQ = Pattern
		.compile("(?:jdbc:)?(?:postgres|postgresql|pgsql|pg)://(?:[^/?#]*@)?([^?#]*).*", Pattern.CASE_INSENSITIVE);

	/** What the embedded H2 is told as well: names, and the order of what is null. */
	private static final String H2_SETTINGS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

	private static final Pattern OTHER_KIND = Pattern.compile("(?:jdbc|r2dbc):([a-z0-9]+):.*|([a-z0-9+]+)://.*",
			Pattern.CASE_INSENSITIVE);

	private DatabaseUrl() {
	}

	/**
	 * Check the URL in the settings, if there is one.
	 * @throws StartupException if it cannot be used
	 */
	static void check(Environment environment) {
		String url = environment.getProperty(PROPERTY);
		// a driver that is named knows its own URLs
		if (!StringUtils.hasText(url)
				|| StringUtils.hasText(environment.getProperty("spring.datasource.driver-class-name"))) {
			return;
		}
		if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
			throw other(url);
		}
		if (url.startsWith("jdbc:h2:") && !url.toUpperCase(Locale.ROOT).contains(";MODE=POSTGRESQL")) {
			throw new StartupException(PROPERTY + " names an H2 that does not speak as PostgreSQL does.",
					("Remove it: Latchkey then keeps an H2 of its own in latchkey.data-dir. Or append %s; "
							+ "a database that was made without these is of no use.")
						.formatted(H2_SETTINGS));
		}
		if (LIBPQ.matcher(url).matches() && url.replaceFirst("[?#].*", "").contains("@")) {
			throw refused("names a user in front of the host, which a JDBC URL cannot", address(url));
		}
		try {
			DriverManager.getDriver(url);
		}
		catch (SQLException ex) {
			// the cause would quote the URL
			throw refused("cannot be read: its port is no number, or a part of it is missing", EXAMPLE);
		}
	}

	private static StartupException other(String url) {
		Matcher kind = OTHER_KIND.matcher(url);
		if (LIBPQ.matcher(url).matches()) {
			return refused("is a URL as PostgreSQL's own programs take it, and Java needs a JDBC URL", address(url));
		}
		if (kind.matches()) {
			String name = (kind.group(1) != null) ? kind.group(1) : kind.group(2);
			return refused("is for %s, and Latchkey needs PostgreSQL".formatted(name.toLowerCase(Locale.ROOT)),
					EXAMPLE);
		}
		return refused("does not begin with jdbc:postgresql:", EXAMPLE);
	}

	private static String address(String url) {
		Matcher matcher = LIBPQ.matcher(url);
		return (matcher.matches() && StringUtils.hasText(matcher.group(1))) ? matcher.group(1) : EXAMPLE;
	}

	private static StartupException refused(String fault, String address) {
		return new StartupException("%s %s.".formatted(PROPERTY, fault), ACTION.formatted(address));
	}

}
