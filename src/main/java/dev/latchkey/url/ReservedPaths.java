package dev.latchkey.url;

import java.util.Set;

/**
 * What Latchkey takes of the paths of every host, those of applications too: all that
 * begins with {@code /.latchkey/}. Where its context path is that already, the paths
 * below it are not repeated.
 */
public final class ReservedPaths {

	private static final String PREFIX = "/.latchkey";

	private static final String ASSETS = "/assets/";

	/** The way in and out, and what its pages show. */
	private static final Set<String> PAGES = Set.of("/start", "/enter", "/leave");

	private final String contextPath;

	private final String prefix;

	/**
	 * Create the paths.
	 * @param contextPath the path below which Latchkey is; empty where it has all of its
	 * own host
	 */
	public ReservedPaths(String contextPath) {
		this.contextPath = contextPath;
		this.prefix = contextPath.equals(PREFIX) ? "" : PREFIX;
	}

	/**
	 * Return a path as browsers ask for it.
	 * @param path what follows the prefix, such as {@code /start}
	 * @return the path on any host
	 */
	public String onHost(String path) {
		return this.contextPath + inContext(path);
	}

	/**
	 * Return a path as controllers see it.
	 * @param path what follows the prefix, such as {@code /start}
	 * @return the path below the context path
	 */
	public String inContext(String path) {
		return this.prefix + path;
	}

	/**
	 * Return whether a path is reserved.
	 * @param path the path below the context path, decoded and without parameters
	 * @return whether it is Latchkey's on every host
	 */
	public boolean contain(String path) {
		return this.prefix.isEmpty() ? PAGES.contains(path) || path.startsWith(ASSETS)
				: path.startsWith(this.prefix + "/");
	}

}
