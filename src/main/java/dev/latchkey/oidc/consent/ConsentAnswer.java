package dev.latchkey.oidc.consent;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a person said on the consent page, as the authorization endpoint is told. It is no
 * proof: a link can say so too. What is given is looked up, and what is denied needs none.
 */
public enum ConsentAnswer {

	/** The person was asked, as {@code prompt=consent} wants it. */
	GIVEN,

	/** The person does not want it. */
	DENIED;

	/** The parameter of an authorization request that says it. */
	public static final String PARAMETER = "latchkey_consent";

	/**
	 * Return what an authorization request says.
	 * @param value the parameter's value, or {@code null} where it has none
	 * @return the answer, or {@code null} where the person was not asked
	 */
	public static @Nullable ConsentAnswer of(@Nullable String value) {
		for (ConsentAnswer answer : values()) {
			if (answer.code().equals(value)) {
				return answer;
			}
		}
		return null;
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the target of a question with this answer.
	 * @param target an authorization request, which has a query
	 */
	String in(String target) {
		return target + "&" + PARAMETER + "=" + code();
	}

}
