package dev.latchkey.web;

import dev.latchkey.mode.EndingStatus;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.SignOutResult;
import dev.latchkey.session.ToldApplications;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers to calls that ended sessions: over on every node, or accepted and not yet
 * confirmed by all of them.
 */
public final class EndingResponses {

	private EndingResponses() {
	}

	/**
	 * Answer a program.
	 * @param <T> the type of the body
	 * @param complete whether every live node has confirmed the ending
	 * @param status the status if they all have; otherwise it is 202
	 * @param body the body, or {@code null} for none
	 * @return the answer
	 */
	public static <T> ResponseEntity<T> answer(boolean complete, HttpStatus status, @Nullable T body) {
		return ResponseEntity.status(EndingStatus.choose(complete, status)).body(body);
	}

	/**
	 * Answer a program, and say in a header how many applications know of the ending.
	 * @param <T> the type of the body
	 * @param ending what the ending has done
	 * @param status the status if every live node has confirmed it; otherwise it is 202
	 * @param body the body, or {@code null} for none
	 * @return the answer
	 */
	public static <T> ResponseEntity<T> answer(EndResult ending, HttpStatus status, @Nullable T body) {
		return answer(ending.nodes().complete(), ending.applications(), status, body);
	}

	/**
	 * Answer a program that has signed a session out, likewise.
	 * @param signOut what the sign-out has done
	 * @param status the status if every live node has confirmed it; otherwise it is 202
	 * @return the answer, without a body
	 */
	public static ResponseEntity<Void> answer(SignOutResult signOut, HttpStatus status) {
		return answer(signOut.complete(), signOut.applications(), status, null);
	}

	private static <T> ResponseEntity<T> answer(boolean complete, ToldApplications applications, HttpStatus status,
			@Nullable T body) {
		return ResponseEntity.status(EndingStatus.choose(complete, status))
			.header(ToldNotice.HEADER, ToldNotice.header(applications))
			.body(body);
	}

	/**
	 * Lead a browser on. If some nodes have not confirmed the ending yet, the answer is
	 * 202, which is not followed like a redirect, so it asks for the next page by itself.
	 * The page also says how many applications know of it, if any have to.
	 * @param complete whether every live node has confirmed the ending
	 * @param applications how many applications know of it
	 * @param page the next page if they all have
	 * @param pending the next page if some have not yet
	 * @return the answer
	 */
	public static ResponseEntity<Void> seeOther(boolean complete, ToldApplications applications, String page,
			String pending) {
		return complete ? seeOther(ToldNotice.append(page, applications))
				: ResponseEntity.accepted()
					.header("Refresh", "0; url=" + ContextPath.current() + ToldNotice.append(pending, applications))
					.build();
	}

	/**
	 * Let a page say how many applications know of an ending.
	 * @param page its path and query
	 * @param applications how many know of it
	 * @return the path and query with which it says so, if any application has to know
	 */
	public static String telling(String page, ToldApplications applications) {
		return ToldNotice.append(page, applications);
	}

	/**
	 * Redirect a browser after a form was sent. The redirect is relative, so that no
	 * forged Host header can lead elsewhere.
	 * @param page the path of one of Latchkey's pages, below the context path
	 * @return 303
	 */
	public static ResponseEntity<Void> seeOther(String page) {
		return seeOtherOfHost(ContextPath.current() + page);
	}

	/**
	 * Redirect a browser to a page of any application of the host.
	 * @param path the path of the page on the host
	 * @return 303
	 */
	public static ResponseEntity<Void> seeOtherOfHost(String path) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path).build();
	}

}
