package dev.latchkey.crypto;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

	@Bean
	DerivedKeys derivedKeys(@Value("${latchkey.master-key}") String masterKey) {
		return new DerivedKeys(masterKey);
	}

}
