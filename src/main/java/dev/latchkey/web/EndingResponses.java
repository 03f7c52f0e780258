package dev.latchkey.web;

import dev.latchkey.mode.EndingStatus;
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
		return ResponseEntity.status(EndingStatus.of(complete, status)).body(body);
	}

	/**
	 * Lead a browser on. If some nodes have not confirmed the ending yet, the answer is
	 * 202, which is not followed like a redirect, so it asks for the next page by itself.
	 * @param complete whether every live node has confirmed the ending
	 * @param page the next page if they all have
	 * @param pending the next page if some have not yet
	 * @return the answer
	 */
	public static ResponseEntity<Void> seeOther(boolean complete, String page, String pending) {
		return complete ? seeOther(page)
				: ResponseEntity.accepted().header("Refresh", "0; url=" + ContextPath.current() + pending).build();
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
