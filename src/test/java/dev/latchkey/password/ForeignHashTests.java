package dev.latchkey.password;

import java.util.Map;
import java.util.stream.Stream;

import dev.latchkey.harness.TurnTimes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hashes that other systems made.
 */
class ForeignHashTests {

	private static final String PASSWORD = "correct horse battery";

	private static final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private static final Passwords passwords = new Passwords(new PasswordSettings(19456, 2, 1, true), meters);

	/** Made by Python's hashlib, crypt and by Spring Security, old forms too. */
	@SuppressWarnings("deprecation")
	static Stream<String> foreign() {
		String bcrypt = new BCryptPasswordEncoder(4).encode(PASSWORD);
		String argon2 = new Argon2PasswordEncoder(16, 32, 2, 8192, 3).encode(PASSWORD);
		return Stream.of("$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.", bcrypt, "{bcrypt}" + bcrypt,
				"$2y" + bcrypt.substring(3),
				PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(PASSWORD), argon2,
				"{argon2}" + argon2, "{argon2@SpringSecurity_v5_8}" + argon2,
				"{scrypt}" + SCryptPasswordEncoder.defaultsForSpringSecurity_v4_1().encode(PASSWORD),
				"{scrypt@SpringSecurity_v5_8}"
						+ SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD),
				"{pbkdf2}" + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5().encode(PASSWORD),
				"{pbkdf2@SpringSecurity_v5_8}"
						+ Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD),
				"$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
				"$pbkdf2$13000$AAECAwQFBgcICQoLDA0ODw$Lq8iS90damaf4W5/O9QGABsVumQ",
				"$pbkdf2-sha256$29000$AAECAwQFBgcICQoLDA0ODw$QKlCDPGRoLK139911fz4wmw.qxtasIBS/3PnV5Q49G0",
				"$pbkdf2-sha512$25000$AAECAwQFBgcICQoLDA0ODw$"
						+ "Eg0Mk93hSCKTNDTT755F1rAKbWsV8PFg6FJZ47XUM739UmWNhvhwHSOdWT.vjaDlC7U.rRRTf21fAAcW5XeH3Q");
	}

	@ParameterizedTest
	@MethodSource("foreign")
	void knowsThePasswordAndWantsAHashOfItsOwn(String hash) {
		String stored = passwords.foreign(hash);
		assertThat(check(PASSWORD, stored)).isEqualTo(PasswordCheck.OUTDATED);
		assertThat(check("wrong horse battery", stored)).isEqualTo(PasswordCheck.WRONG);
		assertThat(check("tab\tand", stored)).isEqualTo(PasswordCheck.WRONG);
		assertThat(stored).hasSizeLessThanOrEqualTo(255);
		assertThat(passwords.foreign(stored)).as("taken again").isEqualTo(stored);
	}

	@Test
	void takesItsOwnAsItIs() {
		String own = passwords.hash(PASSWORD);
		assertThat(check(PASSWORD, passwords.foreign(own))).isEqualTo(PasswordCheck.RIGHT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "{noop}plain", "{MD5}0cc175b9c0f1b6a831c399e269772661", "{none}", "{bcrypt}",
			"$2a$05$tooshort", "$2x$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.",
			"$2b$03$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.", "0cc175b9c0f1b6a831c399e269772661",
			"$2b$32$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.", "{pbkdf2}00ff", "{scrypt}$e0801$AA$AA",
			"$argon2id$v=19$m=7,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$argon2id$v=19$m=8192,t=0,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$argon2id$v=19$m=8192,t=1,p=1$AAECAwQFBgcICQoLDA0ODx$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$scrypt$ln=0,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$scrypt$ln=17,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$pbkdf2-md5$29000$AAECAwQFBgcICQoLDA0ODw$QKlCDPGRoLK139911fz4wmw.qxtasIBS/3PnV5Q49G0",
			"$6$salt$IxDD3jeSOb5eB1CX5LBsqZFVkJdido3OUILO5Ifz5iwMuTS4XMS130MTSuDDl3aCI6WouIL9AjRbLCelDCy.g." })
	void refusesWhatItDoesNotKnow(String hash) {
		assertThat(reason(hash)).isEqualTo("invalid-hash");
		// what is stored all the same matches nothing, at the ordinary cost
		assertThat(check("plain", hash)).isEqualTo(PasswordCheck.WRONG);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "$2b$15$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.",
			"$2b$31$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.",
			"$argon2id$v=19$m=999999999,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$argon2id$v=19$m=8192,t=99999,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$scrypt$ln=24,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$scrypt$ln=14,r=99,p=99$AAECAwQFBgcICQoLDA0ODw$6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8",
			"$pbkdf2-sha256$999999999$AAECAwQFBgcICQoLDA0ODw$QKlCDPGRoLK139911fz4wmw.qxtasIBS/3PnV5Q49G0" })
	void refusesWhatALoginCannotPayFor(String hash) {
		assertThat(reason(hash)).isEqualTo("hash-too-costly");
	}

	@ParameterizedTest
	@CsvSource({ "256, 8, 65536", "1024, 8, 65536", "1024, 3, 87381", "4096, 8, 131072", "65536, 2, 131072" })
	void takesTheUsualArgon2HoweverSmallTheHeap(long megabytes, int processors, long kibibytes) {
		assertThat(PasswordHasher.mostMemory(megabytes * 1024 * 1024, processors)).isEqualTo(kibibytes);
	}

	@Test
	void answersNoSoonerForACheapHashThanForAnUnknownName() {
		String own = passwords.hash(PASSWORD);
		String cheap = new BCryptPasswordEncoder(4).encode(PASSWORD);
		TurnTimes<String> times = new TurnTimes<>(Map.of("own", () -> check("wrong horse battery", own), "cheap",
				() -> check("wrong horse battery", cheap), "unknown",
				() -> check("wrong horse battery", Passwords.none())), 5);
		assertThat(times.measureUntilWithin(1, 10)).last(InstanceOfAssertFactories.DOUBLE).isLessThan(1);
	}

	private static String reason(String hash) {
		String[] reason = new String[1];
		assertThatExceptionOfType(InvalidHashException.class).isThrownBy(() -> passwords.foreign(hash))
			.satisfies((ex) -> reason[0] = ex.code());
		return reason[0];
	}

	private static PasswordCheck check(String raw, String stored) {
		try (HashingPlace place = passwords.enter(false, "here")) {
			return place.check(raw, stored);
		}
	}

}
