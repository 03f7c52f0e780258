package dev.latchkey.admin;

import java.util.List;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.datastore.Page;
import dev.latchkey.mail.LinkHandover;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.ToldApplications;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.SessionView;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers of the administration's API and pages.
 */
final class AdminResponses {

	private AdminResponses() {
	}

	static ResponseEntity<Ended> ended(EndResult ending) {
		return answer(ending, HttpStatus.OK, new Ended(ending.ended(), ending.nodes(), ending.applications()));
	}

	/**
	 * Return an answer whose status is 202 if some nodes have not confirmed an ending
	 * yet.
	 */
	static <T> ResponseEntity<T> answer(EndResult ending, HttpStatus complete, @Nullable T body) {
		return EndingResponses.answer(ending, complete, body);
	}

	/**
	 * Lead a browser on after an ending. The page that follows says what was done, or
	 * that some nodes have not confirmed it yet.
	 */
	static ResponseEntity<Void> seeOther(EndResult ending, String page, String done) {
		return EndingResponses.seeOther(ending.nodes().complete(), ending.applications(), location(page, done),
				location(page, "pending"));
	}

	static ResponseEntity<Void> seeOther(String page, String done) {
		return EndingResponses.seeOther(location(page, done));
	}

	private static String location(String page, String done) {
		return page + (page.contains("?") ? "&" : "?") + "done=" + done;
	}

	record Ended(int ended, NodeConfirmation nodes, ToldApplications applications) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record User(String username, String status, SortedSet<String> roles, @Nullable String email,
			@Nullable Boolean emailConfirmed, @Nullable String name, @Nullable String language,
			boolean mustChangePassword, @Nullable String temporaryPassword, @Nullable Boolean invited,
			@Nullable String invitation) {

		static User of(Account account) {
			return of(account, null, null);
		}

		static User of(Account account, @Nullable String temporaryPassword, @Nullable LinkHandover invitation) {
			AccountProfile profile = account.profile();
			return new User(account.username(), account.status().code(), account.roles(), profile.email(),
					(profile.email() != null) ? profile.emailConfirmed() : null, profile.name(), profile.language(),
					account.mustChangePassword(), temporaryPassword,
					(invitation != null && invitation.link() == null) ? true : null,
					(invitation != null) ? invitation.link() : null);
		}

		/**
		 * Keep the password and the link out of logs.
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

	/**
	 * A user was invited again: by mail, or with a link to hand over.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Invitation(@Nullable Boolean invited, @Nullable String invitation) {

		static Invitation of(LinkHandover handover) {
			return new Invitation((handover.link() == null) ? true : null, handover.link());
		}

		/**
		 * Keep the link out of logs.
		 */
		@Override
		public String toString() {
			return "Invitation";
		}

	}

	/**
	 * A user may choose a new password: with a link that was mailed, or one to hand over.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ResetLink(@Nullable Boolean sent, @Nullable String passwordReset) {

		static ResetLink of(LinkHandover handover) {
			return new ResetLink((handover.link() == null) ? true : null, handover.link());
		}

		/**
		 * Keep the link out of logs.
		 */
		@Override
		public String toString() {
			return "ResetLink";
		}

	}

	record Sessions(List<SessionView> sessions) {
	}

}
