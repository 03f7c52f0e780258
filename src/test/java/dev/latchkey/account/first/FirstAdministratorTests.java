package dev.latchkey.account.first;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountSearch;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.AccountsFixture;
import dev.latchkey.account.username.Username;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.password.HashingPlace;
import dev.latchkey.password.PasswordCheck;
import dev.latchkey.password.Passwords;
import dev.latchkey.url.PublicUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSourceInFull(byDefault = "POSTGRESQL")
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTests {

	/** Asked for with every database that is configured. */
	private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

	private static final Pattern PRINTED = Pattern.compile("username: admin\\s+password: (\\S+)");

	private static final int ROUNDS = Repetitions.of(10, 3);

	private static Passwords passwords;

	@Parameter
	TestDatabase database;

	@BeforeAll
	static void borrowPasswords() {
		try (ConfigurableApplicationContext application = start(TestDatabase.H2.newUrl(),
				"--latchkey.first-admin.password=printed nowhere")) {
			passwords = application.getBean(Passwords.class);
		}
	}

	@Test
	void isCreatedWithAPasswordThatIsPrintedOnceAndMustBeChanged(CapturedOutput output) {
		String url = this.database.newUrl();
		String password;
		try (ConfigurableApplicationContext application = start(url)) {
			password = printed(output.getOut()).get(0);
			Account admin = application.getBean(Accounts.class).byUsername(Username.of("admin")).orElseThrow();
			assertThat(admin.mustChangePassword()).isTrue();
			assertThat(admin.isPasswordExpired(Instant.MAX)).as("no other account could give another").isFalse();
			assertThat(admin.roles()).containsExactly("ADMIN");
			assertThat(matches(application.getBean(Passwords.class), password, admin)).isTrue();
		}
		start(url).close();
		assertThat(printed(output.getOut())).containsExactly(password);
	}

	@Test
	void hasThePasswordFromTheSettings(CapturedOutput output) {
		try (ConfigurableApplicationContext application = start(this.database.newUrl(),
				"--latchkey.first-admin.password=plum tea at noon")) {
			Account admin = application.getBean(Accounts.class).byUsername(Username.of("admin")).orElseThrow();
			assertThat(admin.mustChangePassword()).isFalse();
			assertThat(matches(application.getBean(Passwords.class), "plum tea at noon", admin)).isTrue();
		}
		assertThat(output).doesNotContain("plum tea at noon");
	}

	@Test
	void getsAGeneratedPasswordWhereTheSettingIsEmpty(CapturedOutput output) {
		start(this.database.newUrl(), "--latchkey.first-admin.password=").close();
		assertThat(printed(output.getOut())).hasSize(1);
	}

	@Test
	void refusesTheStartWithAPasswordThatBreaksARule(CapturedOutput output) {
		String url = this.database.newUrl();
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start(url, "--latchkey.first-admin.password=Trustno1"));
		assertThat(output).contains("The password in latchkey.first-admin.password is not acceptable: common.")
			.doesNotContain("Trustno1");
		assertThat(printed(output.getOut())).isEmpty();
		start(url).close();
		assertThat(printed(output.getOut())).hasSize(1);
	}

	@Test
	void isLeftAloneOnceThereIsAnAccountWhichIsSaid(CapturedOutput output) {
		String url = this.database.newUrl();
		start(url).close();
		start(url).close();
		assertThat(output).doesNotContain("is ignored");
		try (ConfigurableApplicationContext application = start(url, "--latchkey.first-admin.password=short")) {
			assertThat(application.getBean(Accounts.class).page(AccountSearch.named(null), 0, 10).total()).isOne();
		}
		assertThat(output).contains("latchkey.first-admin.password is ignored").doesNotContain("short");
	}

	@Test
	void losesNoPasswordWithAStartThatFails(CapturedOutput output) {
		String url = this.database.newUrl();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(url, "--taken=true"));
		assertThat(printed(output.getOut())).isEmpty();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(url, "--taken=true"));
		try (ConfigurableApplicationContext application = start(url)) {
			Account admin = application.getBean(Accounts.class).byUsername(Username.of("admin")).orElseThrow();
			assertThat(matches(application.getBean(Passwords.class), printed(output.getOut()).get(0), admin)).isTrue();
			assertThat(admin.mustChangePassword()).isTrue();
			assertThat(admin.isPasswordExpired(Instant.MAX)).isFalse();
		}
	}

	@Test
	void takesAPasswordThatIsChosenAfterAStartThatFailed(CapturedOutput output) {
		String url = this.database.newUrl();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(url, "--taken=true"));
		try (ConfigurableApplicationContext application = start(url,
				"--latchkey.first-admin.password=plum tea at noon")) {
			Account admin = application.getBean(Accounts.class).byUsername(Username.of("admin")).orElseThrow();
			assertThat(matches(application.getBean(Passwords.class), "plum tea at noon", admin)).isTrue();
			assertThat(admin.mustChangePassword()).isFalse();
			assertThat(printed(output.getOut())).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "8080, '', '', http://localhost:8080.", "8080, 0.0.0.0, /login, http://localhost:8080/login.",
			"9090, 192.0.2.7, '', http://192.0.2.7:9090.",
			"9090, 2001:db8::7, '', http://[2001:db8:0:0:0:0:0:7]:9090." })
	void isToldWhereToSignIn(String port, String address, String path, String printed) {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", port)
			.withProperty("server.servlet.context-path", path);
		environment
			.setConversionService((ConfigurableConversionService) ApplicationConversionService.getSharedInstance());
		if (!address.isEmpty()) {
			environment.setProperty("server.address", address);
		}
		ByteArrayOutputStream console = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
		new FirstPasswordBox(environment, new PublicUrl(null, path), out).print("admin", "x");
		assertThat(console.toString(StandardCharsets.UTF_8)).contains("Latchkey is ready at " + printed);
		// where people are told to sign in
		new FirstPasswordBox(environment, new PublicUrl(List.of("https://login.example.com"), path), out).print("admin",
				"x");
		assertThat(console.toString(StandardCharsets.UTF_8))
			.contains("Latchkey is ready at https://login.example.com" + path + ".");
	}

	@Test
	void isThereBeforeAnythingIsServed() {
		try (ConfigurableApplicationContext application = start(this.database.newUrl())) {
			assertThat(application.getBean(EarliestLifecycle.class).sawAnAccount).isTrue();
		}
	}

	@Test
	void writesNoPasswordToTheLog() {
		AccountsFixture fixture = AccountsFixture.empty(this.database);
		List<String> lines = new ArrayList<>();
		AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
			@Override
			protected void append(ILoggingEvent event) {
				lines.add(event.getFormattedMessage());
			}
		};
		log.start();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level level = root.getLevel();
		List<Appender<ILoggingEvent>> console = new ArrayList<>();
		root.iteratorForAppenders().forEachRemaining(console::add);
		console.forEach(root::detachAppender);
		root.addAppender(log);
		root.setLevel(Level.TRACE);
		String printed;
		try {
			printed = startNode(fixture);
		}
		finally {
			root.setLevel(level);
			root.detachAppender(log);
			console.forEach(root::addAppender);
		}
		assertThat(lines).isNotEmpty().noneMatch((line) -> line.contains(printed(printed).get(0)));
	}

	@Test
	@Timeout(60)
	void isCreatedByOneOfTwoNodesThatStartAtOnce() throws Exception {
		AccountsFixture fixture = AccountsFixture.empty(this.database);
		ExecutorService nodes = Executors.newFixedThreadPool(2);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				fixture.jdbc.sql("delete from account").update();
				CyclicBarrier barrier = new CyclicBarrier(2);
				Callable<String> start = () -> {
					barrier.await();
					return startNode(fixture);
				};
				Future<String> one = nodes.submit(start);
				Future<String> other = nodes.submit(start);
				List<String> printed = printed(one.get() + other.get());
				assertThat(printed).hasSize(1);
				Account admin = fixture.accounts.byUsername(Username.of("admin")).orElseThrow();
				assertThat(matches(passwords, printed.get(0), admin)).isTrue();
			}
		}
		finally {
			nodes.shutdownNow();
		}
	}

	private String startNode(AccountsFixture fixture) {
		ByteArrayOutputStream console = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
		FirstAdministrator first = new FirstAdministrator(fixture.accounts, fixture.changes, fixture.administrators,
				passwords, new FirstAdminSettings(null),
				new FirstPasswordBox(new MockEnvironment(), new PublicUrl(null, ""), out));
		first.run();
		first.printPassword();
		return console.toString(StandardCharsets.UTF_8);
	}

	private static boolean matches(Passwords passwords, String raw, Account account) {
		try (HashingPlace place = passwords.enter(false, "here")) {
			return place.check(raw, account.passwordHash()) != PasswordCheck.WRONG;
		}
	}

	private static List<String> printed(String output) {
		return PRINTED.matcher(output).results().map((result) -> result.group(1)).toList();
	}

	private static ConfigurableApplicationContext start(String url, String... arguments) {
		String[] all = Stream
			.concat(Stream.of("--spring.datasource.url=" + url, "--latchkey.master-key=" + MASTER_KEY),
					Stream.of(arguments))
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF)
			.web(WebApplicationType.NONE)
			.run(all);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ComponentScan(
			basePackages = { "dev.latchkey.account", "dev.latchkey.datastore", "dev.latchkey.password",
					"dev.latchkey.role", "dev.latchkey.url" },
			useDefaultFilters = false,
			includeFilters = @Filter(type = FilterType.REGEX,
					pattern = ".*\\.(Account|Datastore|FirstAdministrator|Password|Role|Url)Configuration"))
	@ConfigurationPropertiesScan({ "dev.latchkey.account", "dev.latchkey.password", "dev.latchkey.url" })
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			TransactionAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
			FlywayAutoConfiguration.class, ValidationAutoConfiguration.class })
	static class Application {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		/** Fails as a web server does whose port is taken: after all else is there. */
		@Bean
		@ConditionalOnProperty("taken")
		SmartLifecycle serverWithoutAPort() {
			return new SmartLifecycle() {
				@Override
				public void start() {
					throw new IllegalStateException("the port is taken");
				}

				@Override
				public void stop() {
				}

				@Override
				public boolean isRunning() {
					return false;
				}
			};
		}

		@Bean
		EarliestLifecycle earliestLifecycle(Accounts accounts) {
			return new EarliestLifecycle(accounts);
		}

	}

	/**
	 * Starts before everything else that has a life, the web server among it.
	 */
	static class EarliestLifecycle implements SmartLifecycle {

		private final Accounts accounts;

		boolean sawAnAccount;

		EarliestLifecycle(Accounts accounts) {
			this.accounts = accounts;
		}

		@Override
		public void start() {
			this.sawAnAccount = !this.accounts.isEmpty();
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public int getPhase() {
			return Integer.MIN_VALUE;
		}

	}

}
