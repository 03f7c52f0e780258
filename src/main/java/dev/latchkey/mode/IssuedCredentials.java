package dev.latchkey.mode;

import java.util.List;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * The credentials issued to a client.
 *
 * @param session the session
 * @param cookies the cookies to set
 * @param tokens the tokens for the body, where the client asked for them
 */
public record IssuedCredentials(Session session, List<ResponseCookie> cookies, @Nullable TokenResponse tokens) {

	/**
	 * Keep the credentials out of logs.
	 */
	@Override
	public String toString() {
		return "IssuedCredentials[" + this.session.handle() + "]";
	}

}
