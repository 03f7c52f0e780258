package dev.latchkey.datastore;

import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Why Redis cannot be used, in words. Decides by the code with which Redis begins an
 * error, and by the type of the failure of a connection.
 *
 * @param description what is wrong, to follow the word Redis
 * @param action what to do about it
 */
public record RedisFailure(String description, String action) {

	private static final String SETTINGS = "spring.data.redis.";

	private static final RedisFailure UNREACHABLE = new RedisFailure("cannot be reached.",
			"Start it, or correct its address in " + SETTINGS + "*, and whether it takes TLS in " + SETTINGS
					+ "ssl.enabled.");

	private static final RedisFailure UNKNOWN_HOST = new RedisFailure(
			"cannot be reached: the name of its host is not known.", "Correct its address in " + SETTINGS + "*.");

	private static final RedisFailure TLS = new RedisFailure("cannot be reached by TLS.",
			"Set " + SETTINGS + "ssl.enabled=false for a Redis without TLS (redis:// in a URL); for one with TLS, name "
					+ "the certificate that signed its own by " + SETTINGS + "ssl.bundle.");

	/** By how an error of Redis begins. */
	private static final Map<String, RedisFailure> ERRORS = new LinkedHashMap<>();

	static {
		String credentials = "does not accept this user and password.";
		String correct = "Correct " + SETTINGS + "username and " + SETTINGS + "password.";
		on("WRONGPASS", credentials, correct);
		on("NOAUTH", credentials, correct);
		on("ERR invalid password", credentials, correct);
		on("ERR AUTH", credentials, correct);
		on("ERR Client sent AUTH", credentials, correct);
		on("NOPERM", "does not let this user do what Latchkey needs.", "Give this user the rights in its ACL.");
		on("READONLY", "is read-only: a replica.", "Name the master in " + SETTINGS + "host, or use Sentinel.");
		on("LOADING", "is still reading its data.", "Wait for it.");
		on("MASTERDOWN", "is a replica without its master.", "Name the master in " + SETTINGS + "host.");
		on("MISCONF", "cannot write to its disk.", "Make room on its disk.");
		on("OOM", "has used up its memory.", "Raise its maxmemory.");
		on("MOVED", "is a Cluster.", "Name its nodes in " + SETTINGS + "cluster.nodes, and no host.");
		on("CLUSTERDOWN", "is a Cluster that is not complete.", "Start its other nodes.");
		on("ERR This instance has cluster support disabled", "is no Cluster.",
				"Name it in " + SETTINGS + "host, and no cluster.nodes.");
		on("ERR unknown command 'SENTINEL'", "is no Sentinel.",
				"Name the sentinels in " + SETTINGS + "sentinel.nodes; they listen at 26379 unless told otherwise.");
		on("ERR DB index", "has no database of this number.", "Correct " + SETTINGS + "database.");
		on("ERR invalid DB index", "has no database of this number.", "Correct " + SETTINGS + "database.");
	}

	/**
	 * Find out why Redis cannot be used.
	 * @param failure what was thrown
	 * @return the reason
	 */
	public static RedisFailure of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			// where there are several servers, each has a failure of its own
			for (Throwable one : Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())).toList()) {
				RedisFailure known = ofOne(one);
				if (known != null) {
					return known;
				}
			}
		}
		return UNREACHABLE;
	}

	private static @Nullable RedisFailure ofOne(Throwable failure) {
		if (failure instanceof UnknownHostException) {
			return UNKNOWN_HOST;
		}
		if (failure instanceof SSLException) {
			return TLS;
		}
		String message = String.valueOf(failure.getMessage());
		return ERRORS.entrySet()
			.stream()
			.filter((error) -> message.startsWith(error.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static void on(String error, String description, String action) {
		ERRORS.put(error, new RedisFailure(description, action));
	}

}
