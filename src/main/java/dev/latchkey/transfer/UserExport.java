package dev.latchkey.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountBatches;
import dev.latchkey.password.Passwords;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.text.RowFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;

/**
 * Sends all users, by name, in batches, each from where the one before ended. A client
 * that has a hash can guess at its password without end, so an export of hashes requires
 * what it takes to take over each account: the permission to write users, and all other
 * permissions. Each batch checks that again.
 */
class UserExport {

	private static final int AT_ONCE = 1000;

	private static final String NEEDED = "users:write";

	private final AccountBatches batches;

	private final Roles roles;

	private final AuthorizedChanges authorized;

	private final ApplicationEventPublisher events;

	private final JsonMapper json;

	UserExport(AccountBatches batches, Roles roles, AuthorizedChanges authorized, ApplicationEventPublisher events,
			JsonMapper json) {
		this.batches = batches;
		this.roles = roles;
		this.authorized = authorized;
		this.events = events;
		this.json = json;
	}

	/**
	 * Send them.
	 * @throws dev.latchkey.role.NotGrantableException if the caller may not have the
	 * hashes
	 * @throws IOException if the client is gone, or takes too little at a time
	 */
	void send(ActingSession me, RowFormat format, boolean hashes, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		LineFormat lines = LineFormats.toWrite(format, this.json, hashes);
		// read before the headers, so that a failure is an error and not an empty file
		List<Account> batch = after(me, "", hashes);
		response.setContentType(format.contentType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"users." + format.code() + "\"");
		if (request.getMethod().equals("HEAD")) {
			return;
		}
		long sent = 0;
		try {
			Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
			out.write(lines.head());
			while (!batch.isEmpty()) {
				for (Account account : batch) {
					out.write(lines.write(line(account, hashes)));
				}
				sent += batch.size();
				batch = (batch.size() == AT_ONCE) ? after(me, batch.get(AT_ONCE - 1).username(), hashes) : List.of();
			}
			out.flush();
		}
		finally {
			this.events.publishEvent(new UsersExported(sent, hashes));
		}
	}

	private List<Account> after(ActingSession me, String name, boolean hashes) {
		return this.authorized.make(me, (held) -> {
			if (hashes) {
				GrantCheck.requireAll(held, Set.of(NEEDED));
				GrantCheck.requireAll(held, this.roles.knownPermissions());
			}
			return this.batches.after(name, AT_ONCE);
		});
	}

	private static UserLine line(Account account, boolean hashes) {
		return new UserLine(account.username(), account.profile().email(), account.profile().name(),
				new ArrayList<>(account.roles()), account.status().code(), hashes ? hash(account) : null);
	}

	/**
	 * Return the hash, but not that of a password that is good for one login only, which
	 * would become one for all.
	 */
	private static @Nullable String hash(Account account) {
		return (account.mustChangePassword() || Passwords.isNone(account.passwordHash())) ? null
				: account.passwordHash();
	}

}
