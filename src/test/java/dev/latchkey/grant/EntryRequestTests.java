package dev.latchkey.grant;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;

import dev.latchkey.crypto.Base64Url;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a browser brings to the login host comes back as it was.
 */
class EntryRequestTests {

	private static final String HASH = EntryRequest.hash("a-nonce");

	private final EntryRequests requests = new EntryRequests(GrantNode.keys(0));

	@Test
	void comesBackByteForByte() {
		Random random = new Random(1);
		for (int i = 0; i < 2_000; i++) {
			String path = random.ints(random.nextInt(200), '!', 0x7f)
				.mapToObj(Character::toString)
				.collect(Collectors.joining("", "/", ""));
			EntryRequest request = new EntryRequest("wiki.example.com", "https", HASH, path);
			assertThat(this.requests.read(this.requests.write(request))).isEqualTo(request);
		}
	}

	@Test
	void fitsIntoAnAddressAtItsLongest() {
		EntryRequest request = new EntryRequest("a".repeat(253) + ":65535", "https", HASH,
				"/" + "%".repeat(EntryRequests.LONGEST_PATH - 1));
		String text = this.requests.write(request);
		assertThat(this.requests.read(text)).isEqualTo(request);
		assertThat(URLEncoder.encode(text, StandardCharsets.US_ASCII)).isEqualTo(text);
		assertThat("/continue?entry=" + text).hasSizeLessThan(8192);
	}

	@Test
	void isNothingElse() {
		EntryRequest request = new EntryRequest("wiki.example.com", "https", HASH, "/a?b=c&d=%20");
		String text = this.requests.write(request);
		for (int i = 0; i < text.length(); i++) {
			isInvalid(text.substring(0, i) + ((text.charAt(i) == 'A') ? 'B' : 'A') + text.substring(i + 1));
			isInvalid(text.substring(0, i));
		}
		isInvalid("");
		isInvalid(text + "=");
		isInvalid(text + "A");
		isInvalid("\u00e9".repeat(100));
		isInvalid("A".repeat(1_000_000));
		isInvalid(new EntryRequests(GrantNode.keys(1)).write(request));
		isInvalid(text.substring(0, 43)
				+ Base64Url.encode("evil.example\nhttps\nx\n/a".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void refusesWhatItCouldNotRead() {
		isRefused(new EntryRequest("wiki.example.com\nhttps", "https", HASH, "/"));
		isRefused(new EntryRequest("wiki.example.com", "https", HASH, "/a\nb"));
		isRefused(new EntryRequest("wiki.example.com", "https", HASH, "/" + "a".repeat(5_000)));
	}

	private void isRefused(EntryRequest request) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.requests.write(request));
	}

	private void isInvalid(String text) {
		assertThatExceptionOfType(InvalidEntryRequestException.class).isThrownBy(() -> this.requests.read(text));
	}

}
