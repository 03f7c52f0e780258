package dev.latchkey.datastore;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Why the database cannot be used at a start, in words. Decides by the SQL state, which
 * drivers and pools keep in the exceptions that they wrap, and not by messages, which may
 * be in any language.
 *
 * @param description what is wrong, to follow the name of the database
 * @param action what to do about it
 * @param passing whether it may pass without that
 */
public record DatabaseFailure(String description, String action, boolean passing) {

	private static final String URL = "spring.datasource.url";

	private static final String GENERAL_ERROR = "HY000";

	private static final DatabaseFailure UNREACHABLE = new DatabaseFailure("cannot be reached.",
			"Start it, or correct " + URL + ".", true);

	private static final DatabaseFailure UNKNOWN_HOST = new DatabaseFailure(
			"cannot be reached: the name of its host is not known.", "Correct the host in " + URL + ".", true);

	private static final DatabaseFailure TLS = new DatabaseFailure("cannot be reached by TLS.",
			"Correct sslmode and the certificates in " + URL + ": sslmode=verify-full needs a server with TLS and "
					+ "sslrootcert, the certificate that signed its own; sslmode=disable is for a server without TLS.",
			false);

	private static final DatabaseFailure HOST_REFUSED = new DatabaseFailure("does not let this user in from this host.",
			"Allow it in the server's pg_hba.conf; where that demands TLS, append sslmode=require to " + URL + ".",
			false);

	private static final DatabaseFailure UNWRITABLE = new DatabaseFailure("cannot be read or written.",
			"Make room on its disk, and give this user access to it.", false);

	/** By the beginning of the SQL state; the first that matches decides. */
	private static final Map<String, DatabaseFailure> KNOWN = new LinkedHashMap<>();

	static {
		// PostgreSQL's states, and those of its driver
		on("08004", "refuses the connection.",
				"Set spring.datasource.password; or, for a server without TLS, take sslmode out of " + URL + ".");
		passing("08", UNREACHABLE.description(), UNREACHABLE.action());
		on("28", "does not accept this user and password.",
				"Correct spring.datasource.username and spring.datasource.password.");
		on("3D000", "does not exist on that server.", "Create it, or correct " + URL + ".");
		on("42501", "does not let this user create tables.",
				"Make this user the owner of the database: alter database NAME owner to USER.");
		passing("25006", "is read-only: a replica, or a primary that is being replaced.",
				"Name the primary in " + URL + "; where it names several hosts, append targetServerType=primary.");
		passing("533", "has no connection left for this node.",
				"Raise its max_connections, or lower spring.datasource.hikari.maximum-pool-size.");
		passing("53", "has no room left.", "Make room on its disk.");
		passing("57P", "is starting or stopping.", "Start it.");
		// H2's
		on("90020", "is open in another program.", "Close it there; a file can be open only once.");
		on("90028", UNWRITABLE.description(), UNWRITABLE.action());
		on("90031", UNWRITABLE.description(), UNWRITABLE.action());
		// it closes itself when it cannot write
		on("90098", UNWRITABLE.description(), UNWRITABLE.action());
		on("90030", "is damaged.", "Restore it from a backup.");
		on("90048", "was written by another version of H2.", "Start the version of Latchkey that wrote it.");
		on("90097", "is read-only.", "Give this user write access to it.");
	}

	/**
	 * Find out why the database cannot be used.
	 * @param failure what was thrown
	 * @return the reason, or {@code null} if it is none that is known
	 */
	public static @Nullable DatabaseFailure of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			DatabaseFailure known = (cause instanceof SQLException ex) ? of(ex) : null;
			if (known != null) {
				return known;
			}
		}
		return null;
	}

	private static @Nullable DatabaseFailure of(SQLException failure) {
		String state = String.valueOf(failure.getSQLState());
		if (isCausedBy(failure, SSLException.class)) {
			return TLS;
		}
		if (isCausedBy(failure, UnknownHostException.class)) {
			return UNKNOWN_HOST;
		}
		if (state.equals(GENERAL_ERROR) && isCausedBy(failure, IOException.class)) {
			return UNWRITABLE;
		}
		if (state.equals("28000") && String.valueOf(failure.getMessage()).contains("pg_hba.conf")) {
			return HOST_REFUSED;
		}
		for (Map.Entry<String, DatabaseFailure> known : KNOWN.entrySet()) {
			if (state.startsWith(known.getKey())) {
				return known.getValue();
			}
		}
		// the pool has waited in vain, and the driver has not said why
		return (failure instanceof SQLTransientConnectionException && failure.getCause() == null) ? UNREACHABLE : null;
	}

	private static boolean isCausedBy(Throwable failure, Class<? extends IOException> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

	private static void on(String state, String description, String action) {
		KNOWN.put(state, new DatabaseFailure(description, action, false));
	}

	private static void passing(String state, String description, String action) {
		KNOWN.put(state, new DatabaseFailure(description, action, true));
	}

}
