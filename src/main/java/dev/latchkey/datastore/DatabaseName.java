package dev.latchkey.datastore;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Names the external database in messages, without the user's password and without the
 * part of the URL that may contain one.
 */
public final class DatabaseName {

	private DatabaseName() {
	}

	/**
	 * Return the name, with which a sentence can begin.
	 */
	public static String describe(Environment environment) {
		String url = environment.getProperty("spring.datasource.url");
		return StringUtils.hasText(url)
				? "The database " + url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//") : "The database";
	}

}
