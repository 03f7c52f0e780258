package dev.latchkey.application;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.startup.StartupException;
import dev.latchkey.url.PublicUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.latchkey.application.RegistryFixture.asking;
import static dev.latchkey.application.RegistryFixture.proxied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What starts make of the configuration.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeclaredApplicationsTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@Parameter
	TestDatabase database;

	private RegistryFixture registry;

	@BeforeEach
	void empty() {
		this.registry = RegistryFixture.empty(this.database);
	}

	private static Map<String, Object> wikiAnd(String... more) {
		Map<String, Object> settings = new HashMap<>(Map.of("latchkey.applications[0].client-id", "wiki",
				"latchkey.applications[0].name", "Wiki", "latchkey.applications[0].permission", "wiki:use",
				"latchkey.applications[0].home", "https://wiki.example/", "latchkey.applications[0].proxy.hosts",
				"WIKI.example, wiki.example:8443"));
		for (int i = 0; i < more.length; i += 2) {
			settings.put("latchkey.applications[1]." + more[i], more[i + 1]);
		}
		return settings;
	}

	@Test
	void createsUpdatesAndDeletesWhatIsListed() {
		this.registry
			.declared(wikiAnd("client-id", "shop", "name", "Shop", "introspect", "true", "client-secret", SECRET))
			.run();
		Application wiki = this.registry.applications.get("wiki");
		assertThat(ApplicationDetails.of(wiki)).isEqualTo(new ApplicationDetails("Wiki", "https://wiki.example/",
				"wiki:use", new ProxyAccess(List.of("wiki.example", "wiki.example:8443"), false, false), null, false));
		assertThat(wiki.declared()).isTrue();
		assertThat(this.registry.directory.ofHost("wiki.example")).isEqualTo(wiki);
		assertThat(this.registry.accounts.roles.permissionsOf("ADMIN")).contains("wiki:use");
		this.registry.applications.authenticate("shop", SECRET);
		Application shop = this.registry.applications.get("shop");

		this.registry
			.declared(wikiAnd("client-id", "shop", "name", "The shop", "introspect", "true", "client-secret",
					SECRET + "2"))
			.run();
		assertThat(this.registry.applications.get("wiki")).isEqualTo(wiki);
		Application renamed = this.registry.applications.get("shop");
		assertThat(renamed.name()).isEqualTo("The shop");
		// what it was given stays its own
		assertThat(renamed.id()).isEqualTo(shop.id());
		this.registry.applications.authenticate("shop", SECRET + "2");
		assertThatExceptionOfType(InvalidClientException.class)
			.isThrownBy(() -> this.registry.applications.authenticate("shop", SECRET));

		this.registry.declared(wikiAnd()).run();
		assertThat(this.registry.applications.all()).containsExactly(wiki);
		assertThat(this.registry.directory.all()).containsExactly(wiki);
		this.registry.declared(Map.of()).run();
		assertThat(this.registry.applications.all()).isEmpty();
		assertThat(this.registry.events).hasExactlyElementsOfTypes(ApplicationRegistered.class,
				ApplicationRegistered.class, ApplicationChanged.class, ApplicationDeleted.class,
				ApplicationDeleted.class);
	}

	@Test
	void letsTwoExchangeWhatNoTwoCanHave() {
		this.registry.declared(wikiAnd("client-id", "shop", "name", "Shop", "proxy.hosts", "shop.example")).run();
		Map<String, Object> exchanged = wikiAnd("client-id", "shop", "name", "Wiki", "proxy.hosts", "wiki.example");
		exchanged.put("latchkey.applications[0].name", "Shop");
		exchanged.put("latchkey.applications[0].proxy.hosts", "shop.example");
		this.registry.declared(exchanged).run();
		assertThat(this.registry.applications.get("wiki").name()).isEqualTo("Shop");
		assertThat(this.registry.directory.ofHost("wiki.example")).isEqualTo(this.registry.applications.get("shop"));
	}

	@Test
	void letsNoCallChangeThem() {
		this.registry
			.declared(wikiAnd("client-id", "shop", "name", "Shop", "introspect", "true", "client-secret", SECRET))
			.run();
		ApplicationChanges changes = this.registry.changes;
		assertThatExceptionOfType(DeclaredApplicationException.class)
			.isThrownBy(() -> changes.change("wiki", asking("x")));
		assertThatExceptionOfType(DeclaredApplicationException.class).isThrownBy(() -> changes.delete("wiki"));
		assertThatExceptionOfType(DeclaredApplicationException.class)
			.isThrownBy(() -> changes.renewSecret("shop", Duration.ZERO));
		assertThatExceptionOfType(HostTakenException.class)
			.isThrownBy(() -> changes.register(null, proxied("x", "wiki.example"), "admin"));
	}

	@Test
	void leavesAloneWhatAdministratorsRegistered() {
		Application other = this.registry.changes.register("other", asking("Other"), "admin").application();
		Application wiki = this.registry.changes.register("wiki", asking("Old wiki"), "admin").application();
		this.registry.declared(wikiAnd()).run();
		assertThat(this.registry.applications.get("other")).isEqualTo(other);
		// but for what is listed now
		assertThat(this.registry.applications.get("wiki").declared()).isTrue();
		assertThat(this.registry.applications.get("wiki").id()).isEqualTo(wiki.id());
		this.registry.declared(Map.of()).run();
		assertThat(this.registry.applications.all()).containsExactly(other);
	}

	@Test
	void refusesTheStartWhereAnAdministratorsHasItsNameOrAHost() {
		this.registry.changes.register("other", proxied("Other", "wiki.example"), "admin");
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> this.registry.declared(wikiAnd()).run())
			.withMessage("latchkey.applications[0] (wiki): proxy.hosts has a host of an application that an "
					+ "administrator registered.");
		this.registry.changes.change("other", asking("Wiki"));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> this.registry.declared(wikiAnd()).run())
			.withMessage("latchkey.applications[0] (wiki): name is that of an application that an administrator "
					+ "registered.");
		assertThat(this.registry.applications.all()).hasSize(1);
	}

	@Test
	void needsALoginHostForWhatHasHosts() {
		DirectoryStart withoutHost = new DirectoryStart(this.registry.directory, new PublicUrl(null, ""));
		this.registry.changes.register("other", asking("Other"), "admin");
		withoutHost.run();
		this.registry.declared(wikiAnd()).run();
		assertThatExceptionOfType(StartupException.class).isThrownBy(withoutHost::run)
			.withMessage("The application wiki has hosts, and latchkey.web.public-url is not set.");
		new DirectoryStart(this.registry.directory, new PublicUrl(List.of("https://login.example"), "")).run();
	}

	@Test
	void doesNoHarmWhereManyNodesStartAtOnce() throws Exception {
		Map<String, Object> settings = wikiAnd("client-id", "shop", "name", "Shop", "introspect", "true",
				"client-secret", SECRET);
		CyclicBarrier together = new CyclicBarrier(4);
		ExecutorService nodes = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> starts = IntStream.range(0, 4).<Future<?>>mapToObj((i) -> nodes.submit(() -> {
				DeclaredApplicationsStart declared = this.registry.declared(settings);
				together.await(10, TimeUnit.SECONDS);
				declared.run();
				return i;
			})).toList();
			for (Future<?> start : starts) {
				start.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			nodes.shutdown();
		}
		assertThat(this.registry.applications.all()).hasSize(2).allMatch(Application::declared);
		assertThat(this.registry.events).hasSize(2);
	}

}
