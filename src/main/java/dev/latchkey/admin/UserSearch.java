package dev.latchkey.admin;

import java.util.Set;

import dev.latchkey.account.AccountOrder;
import dev.latchkey.account.AccountSearch;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.role.UnknownRoleException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which users a list shows, as a request says it; what is empty asks for nothing.
 *
 * @param q a part of a name or an address
 * @param role a role's name
 * @param status a status' code
 * @param sort an order's code
 */
record UserSearch(@Nullable String q, @Nullable String role, @Nullable String status, @Nullable String sort) {

	static final UserSearch ALL = new UserSearch(null, null, null, null);

	/**
	 * Return the search.
	 * @param roles the names of the roles that there are
	 * @throws UnknownRoleException if there is no such role
	 * @throws ResponseStatusException with status 400 if there is no such status or order
	 */
	AccountSearch in(Set<String> roles) {
		String wanted = given(this.role);
		if (wanted != null && !roles.contains(wanted)) {
			throw new UnknownRoleException();
		}
		return new AccountSearch(this.q, wanted, wantedStatus(), order());
	}

	AccountOrder order() {
		String wanted = given(this.sort);
		return (wanted != null)
				? AccountOrder.of(wanted).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST))
				: AccountOrder.NAME;
	}

	private @Nullable AccountStatus wantedStatus() {
		String wanted = given(this.status);
		return (wanted != null)
				? AccountStatus.of(wanted).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST))
				: null;
	}

	/**
	 * Return a link to the list with the same search. Public, because the page asks for
	 * it.
	 */
	public String link() {
		return link(text(this.sort));
	}

	/**
	 * Return a link to the list with the same search in another order.
	 */
	public String sortedBy(String column) {
		return link((column.equals(text(this.sort)) || (column.equals("name") && given(this.sort) == null))
				? "-" + column : column);
	}

	private String link(String order) {
		return UriComponentsBuilder.fromPath("/admin/users")
			.queryParam("q", "{q}")
			.queryParam("role", "{role}")
			.queryParam("status", "{status}")
			.queryParam("sort", "{sort}")
			.encode()
			.buildAndExpand(text(this.q), text(this.role), text(this.status), order)
			.toUriString();
	}

	/**
	 * Return whether all users are listed. Public, because the page asks for it.
	 */
	public boolean isForAll() {
		return given(this.q) == null && given(this.role) == null && given(this.status) == null;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private static @Nullable String given(@Nullable String value) {
		return (value == null || value.isEmpty()) ? null : value;
	}

	/**
	 * Keep names and addresses out of logs.
	 */
	@Override
	public String toString() {
		return "UserSearch";
	}

}
