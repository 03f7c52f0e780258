package dev.latchkey.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class UserAgentsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Firefox on Linux   | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
					Firefox on iPhone  | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) FxiOS/140.0 Mobile Safari/605.1.15
					Safari on iPhone   | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1
					Safari on macOS    | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15
					Chrome on Android  | Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/139.0.0.0 Mobile Safari/537.36
					Edge on Windows    | Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0
					Opera on ChromeOS  | Mozilla/5.0 (X11; CrOS x86_64) Chrome/139.0.0.0 Safari/537.36 OPR/120.0
					curl               | curl/8.5.0
					Java-http-client   | Java-http-client/17.0.15
					Unknown client     | Mozilla/5.0
					Unknown client     | <script>alert(1)</script>
					Unknown client     | ''
					""")
	void namesAClientAsPeopleWould(String name, String userAgent) {
		ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
		texts.setBasename("messages/layout");
		texts.setDefaultEncoding("UTF-8");
		texts.setFallbackToSystemLocale(false);
		assertThat(new UserAgents(texts).name(userAgent)).isEqualTo(name);
	}

}
