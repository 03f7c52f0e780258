package dev.latchkey.factor;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/**
 * What a person gives to an authenticator app. It counts once they have given a code of
 * it.
 *
 * @param secret the secret in Base32
 * @param uri the same for apps, in the form that they agree on
 * @param qrSvg the URI as a QR code, for cameras
 */
public record TotpEnrolment(String secret, String uri, String qrSvg) {

	static TotpEnrolment of(TotpSecret secret, String service, String username) {
		String text = Base32.encode(secret.bytes());
		// the first colon ends the issuer, even an escaped one: an issuer has no colon
		// of its own, and those of a name come later
		String issuer = escaped(service.replace(":", ""));
		String uri = "otpauth://totp/" + issuer + ":" + escaped(username) + "?secret=" + text + "&issuer=" + issuer
				+ "&algorithm=SHA1&digits=6&period=" + TotpSecret.STEP;
		return new TotpEnrolment(text, uri, QrCodes.svg(uri));
	}

	private static String escaped(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "TotpEnrolment";
	}

}
