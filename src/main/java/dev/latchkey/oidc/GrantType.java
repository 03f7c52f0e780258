package dev.latchkey.oidc;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.web.client.ClientForm;

/**
 * A grant type of the token endpoint (RFC 6749, 4). Each bean of this type is one.
 */
public interface GrantType {

	/**
	 * Return its name.
	 * @return what {@code grant_type} says
	 */
	String name();

	/**
	 * Return whether an application may use it.
	 * @param application the application, which has a way in by OpenID Connect
	 * @return whether it may; else it is answered {@code unauthorized_client}
	 */
	boolean isFor(Application application);

	/**
	 * Exchange what the application has for tokens.
	 * @param application the application, which has proved who it is
	 * @param form its request, in which no parameter is repeated
	 * @return the tokens
	 * @throws OAuthException if that is not possible; exceptions of the package
	 * {@code oauth} are answered as well
	 */
	GrantedTokens exchange(Application application, ClientForm form);

}
