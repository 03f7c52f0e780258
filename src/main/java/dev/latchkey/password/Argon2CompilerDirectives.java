package dev.latchkey.password;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells HotSpot to compile a block of Argon2 into one piece (compiler control, JEP 165).
 * By itself it does so only if it happens to compile the outer loop before the inner one;
 * otherwise, which is most of the time, a hash takes up to a quarter longer for as long
 * as the JVM lives. Where the JVM cannot be told, hashes are as slow as ever, and no less
 * right.
 */
final class Argon2CompilerDirectives {

	private static final Logger logger = LoggerFactory.getLogger(Argon2CompilerDirectives.class);

	// one block is one piece, and each caller's loop over blocks another
	private static final String DIRECTIVES = """
			[{
				match: "%1$s*.*",
				inline: ["-%1$s$FillBlock.fillBlock*", "+%1$s*.*"]
			}]
			""".formatted("org/bouncycastle/crypto/generators/Argon2BytesGenerator");

	// what is told stays told, so once for each JVM
	private static final String ANSWER = tell();

	private Argon2CompilerDirectives() {
	}

	/**
	 * Tell the JVM, before it compiles any of it.
	 */
	static void intoOnePiece() {
		logger.debug("Compiler directives for the password hash: {}", ANSWER);
	}

	private static String tell() {
		try {
			Path file = Files.createTempFile("latchkey", ".json");
			try {
				Files.writeString(file, DIRECTIVES);
				return String.valueOf(ManagementFactory.getPlatformMBeanServer()
					.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesAdd",
							new Object[] { new String[] { '"' + file.toString() + '"' } },
							new String[] { String[].class.getName() }));
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | JMException | RuntimeException ex) {
			// another JVM, or nowhere to write
			return ex.toString();
		}
	}

}
