package dev.latchkey.session;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.text.VisibleCharacters;

/**
 * How a login arrived.
 *
 * @param mode the mode that will issue the credential
 * @param transport how the client will carry it
 * @param remembered whether the user asked to be remembered on this device
 * @param address the client's address
 * @param userAgent what the client calls itself
 * @param methods what the person has shown
 */
public record LoginContext(String mode, Transport transport, boolean remembered, String address, String userAgent,
		AuthenticationMethods methods) {

	private static final int LONGEST_USER_AGENT = 256;

	private static final int LONGEST_ADDRESS = 45;

	/**
	 * Cut what a client says of itself to what is kept, without control characters.
	 */
	public LoginContext {
		userAgent = printable(userAgent, LONGEST_USER_AGENT);
		address = printable(address, LONGEST_ADDRESS);
	}

	LoginContext withRemembered(boolean remembered) {
		return new LoginContext(this.mode, this.transport, remembered, this.address, this.userAgent, this.methods);
	}

	/**
	 * Return how a login arrived that has shown something else.
	 * @param shown what the person has shown
	 * @return the same otherwise
	 */
	public LoginContext with(AuthenticationMethods shown) {
		return new LoginContext(this.mode, this.transport, this.remembered, this.address, this.userAgent, shown);
	}

	LoginContext carriedBy(Transport other, boolean remember) {
		return new LoginContext(this.mode, other, remember, this.address, this.userAgent, this.methods);
	}

	private static String printable(String text, int longest) {
		String clean = VisibleCharacters.keepPrintable(text, Long.MAX_VALUE);
		return (clean.length() > longest)
				? clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, longest - 1))) : clean;
	}

}
