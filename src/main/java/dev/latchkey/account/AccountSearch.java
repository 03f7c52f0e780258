package dev.latchkey.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.account.username.UsernamePattern;
import dev.latchkey.text.SurroundingSpace;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts to list.
 *
 * @param q a part of the username in any form, of the address or of the person's name, or
 * {@code null} or empty for all
 * @param role the role that they have, or {@code null} for any
 * @param status the status that they have, or {@code null} for any
 * @param order in which order
 */
public record AccountSearch(@Nullable String q, @Nullable String role, @Nullable AccountStatus status,
		AccountOrder order) {

	/**
	 * Return the search for a part of a name.
	 * @param q the part, or {@code null} or empty for all
	 * @return the search, in the order of the usernames
	 */
	public static AccountSearch named(@Nullable String q) {
		return new AccountSearch(q, null, null, AccountOrder.NAME);
	}

	/**
	 * Return whether any account can be found: the database refuses a text with a NUL.
	 */
	boolean isPossible() {
		return text().indexOf('\0') < 0;
	}

	/**
	 * Return the conditions, each with the name of its parameter.
	 */
	String where() {
		List<String> conditions = new ArrayList<>();
		if (!text().isEmpty()) {
			// a person's name has spaces and more that is in no username
			String username = UsernamePattern.containing(this.q).isPresent() ? "username like :name escape '!' or "
					: "";
			conditions.add("(" + username + "lower(email) like :text escape '!' or lower(name) like :text escape '!')");
		}
		if (this.status != null) {
			conditions.add("status = :status");
		}
		if (this.role != null) {
			conditions.add("id in (select account_id from account_role where role = :role)");
		}
		return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
	}

	Map<String, Object> parameters() {
		Map<String, Object> parameters = new LinkedHashMap<>();
		if (!text().isEmpty()) {
			UsernamePattern.containing(this.q).ifPresent((pattern) -> parameters.put("name", pattern));
			parameters.put("text", UsernamePattern.literally(text().toLowerCase(Locale.ROOT)));
		}
		if (this.status != null) {
			parameters.put("status", this.status.code());
		}
		if (this.role != null) {
			parameters.put("role", this.role);
		}
		return parameters;
	}

	private String text() {
		return SurroundingSpace.cut((this.q != null) ? this.q : "");
	}

	/**
	 * Keep names and addresses out of logs.
	 */
	@Override
	public String toString() {
		return "AccountSearch[role=%s, status=%s, order=%s]".formatted(this.role, this.status, this.order);
	}

}
