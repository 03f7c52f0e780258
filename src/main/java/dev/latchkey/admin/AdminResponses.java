package dev.latchkey.admin;

import java.util.List;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.account.Account;
import dev.latchkey.datastore.Page;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSession;
import dev.latchkey.web.SessionView;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What the administration's calls answer.
 */
final class AdminResponses {

	private AdminResponses() {
	}

	/**
	 * Return an answer whose status says whether an ending is over on every node.
	 */
	static <T> ResponseEntity<T> once(EndResult ending, HttpStatus complete, @Nullable T body) {
		return ResponseEntity.status(ending.nodes().complete() ? complete : HttpStatus.ACCEPTED).body(body);
	}

	static ResponseEntity<Ended> ended(EndResult ending) {
		return once(ending, HttpStatus.OK, new Ended(ending.ended(), ending.nodes()));
	}

	/**
	 * Lead a browser on after an ending. Where not every node has confirmed it yet, the
	 * answer is no success, and the page that follows says so.
	 */
	static ResponseEntity<Void> next(EndResult ending, String page, String done) {
		return ending.nodes().complete() ? next(page, done)
				: ResponseEntity.accepted().header("Refresh", "0; url=" + location(page, "pending")).build();
	}

	static ResponseEntity<Void> next(String page, String done) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, location(page, done)).build();
	}

	private static String location(String page, String done) {
		return page + (page.contains("?") ? "&" : "?") + "done=" + done;
	}

	record Ended(int ended, NodeConfirmation nodes) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record User(String username, String status, SortedSet<String> roles, boolean mustChangePassword,
			@Nullable String temporaryPassword) {

		static User of(Account account) {
			return of(account, null);
		}

		static User of(Account account, @Nullable String temporaryPassword) {
			return new User(account.username(), account.status().code(), account.roles(), account.mustChangePassword(),
					temporaryPassword);
		}

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "User[" + this.username + "]";
		}

	}

	record UserPage(List<User> users, int page, int size, long total) {

		static UserPage of(Page<Account> page) {
			return new UserPage(page.map(User::of).items(), page.page(), page.size(), page.total());
		}

	}

	record TemporaryPassword(String temporaryPassword) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "TemporaryPassword";
		}

	}

	record Sessions(List<SessionView> sessions) {
	}

	record SessionPage(List<SessionView> sessions, int page, int size, long total) {

		static SessionPage of(Page<ActiveSession> page, Session me) {
			return new SessionPage(page.map((listed) -> SessionView.named(listed, me)).items(), page.page(),
					page.size(), page.total());
		}

	}

}
