package dev.latchkey.key;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * There is no {@code @Configuration} here, so that scanning does not find it: see
 * {@link EnableAccessKeys}.
 */
class AccessKeyConfiguration {

	/**
	 * Return the line of keys that the settings are about.
	 * @throws ConfiguredKeyException if the key in the settings cannot be used
	 */
	@Bean
	@Order(0)
	KeyLine accessKeys(KeySettings settings) {
		return new KeyLine(KeyPurpose.ACCESS, settings.algorithm(), ConfiguredKey.from(settings));
	}

}
