package dev.latchkey.url;

/**
 * Issuers for tests of other packages.
 */
public final class TestIssuers {

	private TestIssuers() {
	}

	public static Issuer of(PublicUrl publicUrl) {
		return new Issuer(publicUrl);
	}

}
