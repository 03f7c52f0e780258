package dev.latchkey.password;

import java.lang.management.ManagementFactory;

import javax.management.ObjectName;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Argon2CompilerDirectivesTests {

	@Test
	void jvmIsToldOnce() throws Exception {
		Argon2CompilerDirectives.install();
		Argon2CompilerDirectives.install();
		String loops = "org/bouncycastle/crypto/generators/Argon2BytesGenerator";
		assertThat(directives()).containsOnlyOnce("matching: " + loops + "*.*")
			.contains("inline: -" + loops + "$FillBlock.fillBlock*, +" + loops + "*.*");
	}

	@Test
	void namesTheLoopsThatAreThere() throws Exception {
		Class<?> generator = Class.forName("org.bouncycastle.crypto.generators.Argon2BytesGenerator");
		assertThat(generator.getDeclaredMethods()).extracting("name").contains("roundFunction");
		assertThat(Class.forName(generator.getName() + "$FillBlock").getDeclaredMethods()).extracting("name")
			.contains("applyBlake", "fillBlock", "fillBlockWithXor");
	}

	private static String directives() throws Exception {
		return String.valueOf(ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesPrint", null,
					null));
	}

}
