package dev.latchkey.contract;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.harness.Skips;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that openapi-generator makes from the description of the API compiles, and
 * signs in.
 */
@Tag("full")
class GeneratedClientTests {

	private static final String VERSION = "7.25.0";

	private static final Path GENERATOR = Path.of("target", "openapi-generator");

	private static final String MAIN = """
			import org.openapitools.client.ApiClient;
			import org.openapitools.client.api.SignInApi;
			import org.openapitools.client.model.LoginRequest;
			class Main {
				public static void main(String[] args) {
					ApiClient client = new ApiClient().setBasePath(args[0]);
					LoginRequest login = new LoginRequest().username(args[1]).password(args[2]);
					System.out.println("signed in " + new SignInApi(client).signIn(login).getUsername());
				}
			}
			""";

	abstract static class Generated {

		@Test
		void compilesAndSignsIn(Latchkey latchkey, @TempDir Path directory) throws IOException {
			Skips.unlessReachable(
					run("./mvnw", "-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:copy",
							"-Dartifact=org.openapitools:openapi-generator-cli:" + VERSION,
							"-DoutputDirectory=" + GENERATOR.toAbsolutePath())
						.succeeded(),
					"Maven cannot get openapi-generator");
			Path description = Files.writeString(directory.resolve("api.json"),
					latchkey.client().get("/v3/api-docs").body());
			Run generated = run("java", "-jar",
					GENERATOR.resolve("openapi-generator-cli-" + VERSION + ".jar").toString(), "generate", "-i",
					description.toString(), "-g", "java", "--library", "restclient", "-o", directory.toString(),
					"--additional-properties=openApiNullable=false,useJakartaEe=true,useSpringBoot4=true,useJackson3=true",
					"--global-property", "apis,models,supportingFiles,apiTests=false,modelTests=false");
			assertThat(generated.succeeded()).as(generated.printed()).isTrue();
			Path sources = directory.resolve("src/main/java");
			Files.writeString(sources.resolve("Main.java"), MAIN);
			compile(sources, directory);
			Person alice = latchkey.newPerson("USER");
			Run signIn = run("java", "-cp", directory + File.pathSeparator + System.getProperty("java.class.path"),
					"Main", "http://localhost:" + latchkey.port(), alice.username(), alice.password());
			assertThat(signIn.printed()).contains("signed in " + alice.username());
		}

		private static void compile(Path sources, Path classes) throws IOException {
			List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp",
					System.getProperty("java.class.path")));
			try (Stream<Path> files = Files.walk(sources)) {
				files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
			}
			assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
				.isZero();
		}

		private static Run run(String... command) throws IOException {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Run(process.onExit().join().exitValue() == 0, printed);
		}

		record Run(boolean succeeded, String printed) {
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Generated {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Generated {

	}

}
