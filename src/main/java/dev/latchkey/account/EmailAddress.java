package dev.latchkey.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.latchkey.text.SurroundingSpace;

/**
 * An e-mail address as it is written to (RFC 5321, 4.1.2). The part before the sign is
 * plain ASCII without quotes, as almost all servers require it; a domain may be
 * international, and is kept in its ASCII form. There is no room in one for a header.
 *
 * @param text the address, with the domain in small letters: at most 254 characters
 */
public record EmailAddress(String text) {

	private static final int LONGEST = 254;

	private static final int LONGEST_LOCAL = 64;

	private static final Pattern LOCAL = Pattern
		.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*+");

	private static final Pattern DOMAIN = Pattern
		.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*+");

	/**
	 * Return the address that a text stands for, without the space around it.
	 * @param anyForm the address as it was typed
	 * @return the address
	 * @throws InvalidEmailException if mail cannot be sent there
	 */
	public static EmailAddress of(String anyForm) {
		String bare = SurroundingSpace.cut(anyForm);
		int sign = bare.lastIndexOf('@');
		if (bare.length() > LONGEST || sign < 1 || sign > LONGEST_LOCAL) {
			throw new InvalidEmailException();
		}
		String local = bare.substring(0, sign);
		String domain = domain(bare.substring(sign + 1));
		String text = local + "@" + domain;
		if (text.length() > LONGEST || !LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
			throw new InvalidEmailException();
		}
		return new EmailAddress(text);
	}

	private static String domain(String typed) {
		try {
			return IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEmailException();
		}
	}

	/**
	 * Return the form by which an address is found.
	 * @param typed the address in any form
	 * @return the form; empty, as that of no address, if mail cannot be sent there
	 */
	public static String keyOf(String typed) {
		try {
			return of(typed).key();
		}
		catch (InvalidEmailException ex) {
			return "";
		}
	}

	/**
	 * Return the form by which two addresses are the same: in small letters, as almost no
	 * server tells capitals apart.
	 * @return the form
	 */
	public String key() {
		return this.text.toLowerCase(Locale.ROOT);
	}

}
