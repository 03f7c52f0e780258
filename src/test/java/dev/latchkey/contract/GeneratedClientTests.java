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
 * A client that openapi-generator makes from the description of the API compiles, signs
 * in, sets up a second factor, and changes a user.
 */
@Tag("full")
class GeneratedClientTests {

	private static final String VERSION = "7.25.0";

	private static final Path GENERATOR = Path.of("target", "openapi-generator");

	private static final String MAIN = """
			import java.util.Locale;
			import javax.crypto.spec.SecretKeySpec;
			import com.eatthepath.otp.HmacOneTimePasswordGenerator;
			import org.apache.commons.codec.binary.Base32;
			import org.openapitools.client.ApiClient;
			import org.openapitools.client.api.*;
			import org.openapitools.client.auth.ApiKeyAuth;
			import org.openapitools.client.model.*;
			import org.springframework.http.ResponseEntity;
			class Main {
				public static void main(String[] args) throws Exception {
					ApiClient client = new ApiClient().setBasePath(args[0]);
					SignInApi signIn = new SignInApi(client);
					ResponseEntity<LoginAnswer> login = signIn.signInWithHttpInfo(new LoginRequest().username(args[1]).password(args[2]));
					String csrf = null;
					if (login.getBody().getAccessToken() != null) {
						client.setBearerToken(login.getBody().getAccessToken());
					}
					else {
						csrf = cookie("__Host-XSRF-TOKEN", signIn.getModeWithHttpInfo());
						client.addDefaultCookie("__Host-XSRF-TOKEN", csrf);
						((ApiKeyAuth) client.getAuthentication("cookie")).setApiKey(cookie("__Host-latchkey", login));
					}
					OwnSecondFactorsApi factors = new OwnSecondFactorsApi(client);
					String code = code(factors.beginTotp(csrf).getSecret(), Long.parseLong(args[3]));
					factors.confirmTotp(new FirstCode().code(code), csrf);
					System.out.println("codes left: " + factors.getOwnFactors().getRecoveryCodesLeft());
					UsersApi users = new UsersApi(client);
					for (User user : users.listUsers(args[4], null, null, null, 0, 10).getUsers()) {
						users.updateUser(user.getUsername(), new UserChange().name("Alice Liddell"), csrf);
					}
					System.out.println("called " + users.getUser(args[4]).getName());
				}
				static String cookie(String name, ResponseEntity<?> answer) {
					return answer.getHeaders().get("Set-Cookie").stream().filter((cookie) -> cookie.startsWith(name + "="))
						.findFirst().orElseThrow().substring(name.length() + 1).split(";")[0];
				}
				static String code(String secret, long seconds) throws Exception {
					return new HmacOneTimePasswordGenerator().generateOneTimePasswordString(
						new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), seconds / 30, Locale.ROOT);
				}
			}
			""";

	abstract static class Generated {

		@Test
		void compilesAndAdministers(Latchkey latchkey, @TempDir Path directory) throws IOException {
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
			Person administrator = latchkey.newPerson("ADMIN");
			String seconds = String.valueOf(latchkey.clock().instant().getEpochSecond());
			Run called = run("java", "-cp", directory + File.pathSeparator + System.getProperty("java.class.path"),
					"Main", "http://localhost:" + latchkey.port(), administrator.username(), administrator.password(),
					seconds, alice.username());
			assertThat(called.printed()).contains("codes left: 10", "called Alice Liddell");
			assertThat(latchkey.admin().get("/api/admin/users/" + alice.username()).text("/name"))
				.isEqualTo("Alice Liddell");
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
