package dev.latchkey.factor;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an authenticator app reads with its camera: the name of the account as it is, and
 * that of the service, whatever is in them.
 */
class TotpEnrolmentTests {

	private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) ");

	private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

	/** In pixels. */
	private static final int SCALE = 4;

	@ParameterizedTest
	@ValueSource(strings = { "alice", "a:b", "a::b:", ":", "100%", "%3A", "%", "a+b c", "a&b=c?d#e", "Zo\u00eb",
			"\u0646\u0648\u0631\u0629", "\ud83e\udd89", "alice@example.com", "Latchkey:alice", "\"<b>'" })
	void isReadWithAnyName(String username) throws Exception {
		TotpEnrolment enrolment = TotpEnrolment.of(TotpSecret.next(), "Latchkey", username);
		assertThat(read(enrolment.qrSvg())).isEqualTo(enrolment.uri());
		assertThat(enrolment.uri()).matches("[!-~]+");
		assertThat(account(enrolment.uri())).isEqualTo(username);
		assertThat(issuer(enrolment.uri())).isEqualTo("Latchkey");
		assertThat(parameters(enrolment.uri())).isEqualTo(Map.of("secret", enrolment.secret(), "issuer", "Latchkey",
				"algorithm", "SHA1", "digits", "6", "period", "30"));
	}

	@ParameterizedTest
	@CsvSource({ "Acme & Sons, Acme & Sons", "Acme: Login, Acme Login", "S\u00e4ge 100 %, S\u00e4ge 100 %",
			"\u65e5\u672c, \u65e5\u672c", "a+b=c?d#e, a+b=c?d#e" })
	void isReadWithAnyService(String service, String shown) throws Exception {
		TotpEnrolment enrolment = TotpEnrolment.of(TotpSecret.next(), service, "a:b");
		assertThat(read(enrolment.qrSvg())).isEqualTo(enrolment.uri());
		assertThat(issuer(enrolment.uri())).isEqualTo(shown);
		assertThat(parameters(enrolment.uri())).containsEntry("issuer", shown);
		assertThat(account(enrolment.uri())).isEqualTo("a:b");
	}

	@Test
	void hasRoomForTheLongestNames() throws Exception {
		TotpEnrolment enrolment = TotpEnrolment.of(TotpSecret.next(), "\u65e5".repeat(40), "\ud83e\udd89".repeat(64));
		assertThat(read(enrolment.qrSvg())).isEqualTo(enrolment.uri());
	}

	private static String issuer(String uri) {
		return decoded(label(uri)).split(":", 2)[0];
	}

	private static String account(String uri) {
		return decoded(label(uri)).split(":", 2)[1];
	}

	private static String label(String uri) {
		URI parsed = URI.create(uri);
		assertThat(parsed.getScheme()).isEqualTo("otpauth");
		assertThat(parsed.getHost()).isEqualTo("totp");
		return parsed.getRawPath().substring(1);
	}

	private static Map<String, String> parameters(String uri) {
		Map<String, String> parameters = new TreeMap<>();
		Stream.of(URI.create(uri).getRawQuery().split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.forEach((parameter) -> parameters.put(decoded(parameter[0]), decoded(parameter[1])));
		return parameters;
	}

	/** Apps differ in what a plus sign means, and must find none. */
	private static String decoded(String escaped) {
		assertThat(escaped).doesNotContain("+");
		return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
	}

	private static String read(String svg) throws Exception {
		return new QRCodeReader()
			.decode(new BinaryBitmap(new HybridBinarizer(drawn(svg))),
					Map.of(DecodeHintType.PURE_BARCODE, true, DecodeHintType.CHARACTER_SET, "UTF-8"))
			.getText();
	}

	private static LuminanceSource drawn(String svg) {
		Matcher size = SIZE.matcher(svg);
		assertThat(size.find()).isTrue();
		int width = Integer.parseInt(size.group(1)) * SCALE;
		byte[] pixels = new byte[width * width];
		Arrays.fill(pixels, (byte) 0xff);
		MODULE.matcher(svg).results().forEach((MatchResult module) -> {
			int left = Integer.parseInt(module.group(1)) * SCALE;
			int top = Integer.parseInt(module.group(2)) * SCALE;
			for (int y = top; y < top + SCALE; y++) {
				Arrays.fill(pixels, y * width + left, y * width + left + SCALE, (byte) 0);
			}
		});
		return new PlanarYUVLuminanceSource(pixels, width, width, 0, 0, width, width, false);
	}

}
