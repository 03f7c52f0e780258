package dev.latchkey.account;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How accounts can be sorted. Each order has an index, which is read in either direction,
 * and ends with the name, so that pages neither repeat an account nor leave one out.
 */
public enum AccountOrder {

	/** By name. */
	NAME("name", "%susername"),
	/** By name, from the end. */
	NAME_DOWN("-name", "%susername desc"),
	/** The oldest account first. */
	CREATED("created", "%screated_at, %<susername"),
	/** The newest account first. */
	CREATED_DOWN("-created", "%screated_at desc, %<susername desc"),
	/** Those who never signed in first, then those who did longest ago. */
	SIGN_IN("last_sign_in", "%slast_sign_in_at nulls first, %<susername"),
	/** Those who signed in most recently first; last those who never did. */
	SIGN_IN_DOWN("-last_sign_in", "%slast_sign_in_at desc nulls last, %<susername desc");

	private final String code;

	private final String columns;

	AccountOrder(String code, String columns) {
		this.code = code;
		this.columns = columns;
	}

	/**
	 * Return the order with a code.
	 * @param code the code
	 * @return the order, or nothing if none has it
	 */
	public static Optional<AccountOrder> of(String code) {
		return Stream.of(values()).filter((order) -> order.code.equals(code)).findFirst();
	}

	/**
	 * Return what links and programs call it.
	 * @return the code; it begins with a hyphen where the order is descending
	 */
	public String code() {
		return this.code;
	}

	String columns(String prefix) {
		return this.columns.formatted(prefix);
	}

}
