package dev.latchkey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import dev.latchkey.harness.Guide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide names every setting, with the default that the code gives it.
 */
class SettingsGuideTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	@Test
	void namesEverySettingWithItsDefault() throws Exception {
		String guide = Guide.of("src/docs/settings.md").text();
		JsonNode settings = JsonMapper.shared().readTree(Files.readString(METADATA)).get("properties");
		assertThat(settings).isNotEmpty().allSatisfy((setting) -> {
			String row = "| `%s` | ".formatted(setting.get("name").asString());
			JsonNode value = setting.get("defaultValue");
			boolean written = value != null && !value.isContainer();
			assertThat(guide).contains(written ? row + "`%s`".formatted(value.asString()) : row);
		});
		assertThat(settings.findValuesAsString("name").stream().collect(Collectors.toSet()))
			.contains("latchkey.session.idle-timeout", "latchkey.jwt.algorithm", "latchkey.web.trusted-proxies");
	}

}
